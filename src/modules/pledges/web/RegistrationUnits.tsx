import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { OutputOf } from '../../../platform/contract.ts';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import {
  addRegistrations,
  type RegistrationUnit,
  type readRegistrations,
  removeRegistration,
} from '../registration.contract.ts';
import css from './pledges.module.css';
import { registrationsText } from './registrations.text.ts';

type Answer = OutputOf<typeof readRegistrations>;
const keyOf = (unit: RegistrationUnit): string => unit.organizationId ?? unit.areaId;

/** The units of a commune: who has registered, and ticking who has just done so. */
export function RegistrationUnits({ answer, today }: { answer: Answer; today: string }): ReactNode {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [registeredOn, setRegisteredOn] = useState(
    today.startsWith(String(answer.year)) ? today : answer.deadline,
  );
  const [busy, setBusy] = useState(false);
  const missing = answer.units.filter((unit) => unit.registration === null);
  const done = answer.units.filter((unit) => unit.registration !== null);
  const ticked = missing.filter((unit) => selected.has(keyOf(unit)));
  const number = (value: number): string => formatNumber(value, language);

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
      await client.invalidateQueries({ queryKey: ['registrations'] });
      await client.invalidateQueries({ queryKey: ['figures'] });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    setBusy(false);
  }
  const remove = (ids: readonly string[]): Promise<void> =>
    run(async () => {
      for (const id of ids) await call(removeRegistration, { params: { id } });
    });
  const save = (): Promise<void> =>
    run(async () => {
      const units = ticked.map(({ areaId, organizationId }) => ({ id: uuidv7(), areaId, organizationId }));
      const { kind, year } = answer;
      const { added } = await call(addRegistrations, {
        body: { kind: kind.code, year, registeredOn, units },
      });
      setSelected(new Set());
      toast({ text: text.recorded(number(added.length)), undo: () => remove(added) });
    });

  const columns = useUnitColumns(answer.can.write, (id) => {
    void remove([id]).then(() => toast({ text: text.removed }));
  });
  return (
    <>
      {missing.length === 0 ? (
        <EmptyState title={text.all}>{text.allWords}</EmptyState>
      ) : (
        <div className={css.form}>
          {answer.can.write && (
            <div className={css.short}>
              <DateInput
                label={text.registeredOn}
                value={registeredOn}
                onChange={setRegisteredOn}
                max={today}
              />
            </div>
          )}
          <DataTable
            caption={text.notRegistered(number(missing.length))}
            columns={columns.missing}
            rows={missing}
            rowKey={keyOf}
            rowName={(row) => row.name}
            {...(answer.can.write ? { selection: { selected, onChange: setSelected } } : {})}
          />
          {answer.can.write && (
            <div className={css.actions}>
              <Button
                kind="primary"
                icon="check"
                busy={busy}
                disabled={ticked.length === 0}
                onClick={() => void save()}
              >
                {ticked.length > 0 ? text.record(number(ticked.length)) : text.choose}
              </Button>
            </div>
          )}
        </div>
      )}
      {done.length > 0 && (
        <Section>
          <DataTable
            caption={text.done(number(done.length))}
            columns={columns.done}
            rows={done}
            rowKey={keyOf}
            rowName={(row) => row.name}
            stack
          />
        </Section>
      )}
    </>
  );
}

function useUnitColumns(canWrite: boolean, onRemove: (id: string) => void) {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  return useMemo(() => {
    const { hamlet, commune, school, agency, enterprise } = text;
    const kinds: Readonly<Record<string, string>> = { hamlet, commune, school, agency, enterprise };
    const unit: Column<RegistrationUnit> = { key: 'unit', label: text.unit, cell: (row) => row.name };
    const kind: Column<RegistrationUnit> = {
      key: 'kind',
      label: text.unitKind,
      cell: (row) => kinds[row.kind] ?? text.other,
    };
    const done: Column<RegistrationUnit>[] = [
      unit,
      kind,
      {
        key: 'registeredOn',
        label: text.registeredOn,
        nowrap: true,
        cell: (row) => row.registration && formatDate(row.registration.registeredOn, language),
      },
      {
        key: 'state',
        label: text.state,
        nowrap: true,
        cell: (row) =>
          row.registration?.isLate ? (
            <StatusTag state="returned">{text.lateTag}</StatusTag>
          ) : (
            <StatusTag state="verified">{text.inTime}</StatusTag>
          ),
      },
      ...(canWrite
        ? [
            {
              key: 'remove',
              label: text.remove,
              cell: (row: RegistrationUnit) => (
                <Button
                  small
                  icon="undo"
                  aria-label={text.removeOf(row.name)}
                  onClick={() => row.registration && onRemove(row.registration.id)}
                >
                  {text.remove}
                </Button>
              ),
            },
          ]
        : []),
    ];
    return { missing: [unit, kind], done };
  }, [text, language, canWrite, onRemove]);
}
