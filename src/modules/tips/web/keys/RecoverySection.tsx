import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { NumberInput } from '../../../../ui/form/NumberInput.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { listTipCandidates } from '../../tip-office-members.contract.ts';
import { setTipRecovery } from '../../tip-recovery.contract.ts';
import css from './keys.module.css';
import { officeText } from './office.text.ts';
import type { OfficePart } from './office-part.ts';
import { RecoveryRequest } from './RecoveryRequest.tsx';

/** Who together can open the office's keys again, and the way to ask them. */
export function RecoverySection(part: OfficePart): ReactNode {
  const text = useText(officeText);
  const { office, opened } = part;
  const [isOpen, setOpen] = useState(false);
  if (office.keys.length === 0 || office.closedAt !== null) return null;
  const { recovery } = office;
  const hasNoWay = office.mine !== null && office.mine !== 'left' && part.mine !== undefined;
  return (
    <Section title={text.custodians} lead={text.custodiansLead}>
      {recovery === null ? (
        <Banner tone="warn">{text.noRecovery}</Banner>
      ) : (
        <div>
          <p>{text.recoveryIs(recovery.threshold, recovery.custodians.length)}</p>
          <ul>
            {recovery.custodians.map(({ userId, name }) => (
              <li key={userId}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {opened?.newest !== undefined && office.mine === 'active' && (
        <ButtonRow>
          <Button onClick={() => setOpen(true)}>
            {recovery === null ? text.setRecovery : text.changeRecovery}
          </Button>
        </ButtonRow>
      )}
      {recovery !== null && hasNoWay && opened !== undefined && opened.newest === undefined && (
        <RecoveryRequest {...part} />
      )}
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={text.setRecovery}>
        <CustodianForm part={part} onDone={() => setOpen(false)} />
      </Dialog>
    </Section>
  );
}

function CustodianForm({ part, onDone }: { part: OfficePart; onDone: () => void }): ReactNode {
  const text = useText(officeText);
  const { office, opened, act } = part;
  const { data } = useQuery({
    queryKey: ['tips', 'candidates', office.id],
    queryFn: ({ signal }) => call(listTipCandidates, { params: { id: office.id }, signal }),
  });
  const people = (data?.people ?? []).filter((one) => one.recipient !== null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(office.recovery?.custodians.map(({ userId }) => userId)),
  );
  const [threshold, setThreshold] = useState<number | null>(office.recovery?.threshold ?? 2);
  const [isTried, setTried] = useState(false);
  const tooFew = chosen.size < 2;
  const badThreshold = threshold === null || threshold < 2 || threshold > chosen.size;

  async function save(): Promise<void> {
    setTried(true);
    if (tooFew || badThreshold || opened === undefined) return;
    const isDone = await act(async () => {
      const { makeRecovery } = await import('../../crypto/recovery.ts');
      const custodians = people.flatMap(({ userId, recipient }) =>
        recipient !== null && chosen.has(userId) ? [{ userId, recipient }] : [],
      );
      const body = await makeRecovery(custodians, threshold, opened.all);
      await call(setTipRecovery, { params: { id: office.id }, body });
    }, text.recoverySet);
    if (isDone) onDone();
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormStack>
        <fieldset className={css.stack}>
          <legend>{text.choose}</legend>
          <p className={css.quiet}>{text.chooseHelp}</p>
          {people.map((one) => (
            <Checkbox
              key={one.userId}
              label={one.name}
              checked={chosen.has(one.userId)}
              onChange={(isChosen) => {
                const next = new Set(chosen);
                if (isChosen) next.add(one.userId);
                else next.delete(one.userId);
                setChosen(next);
              }}
            />
          ))}
          {isTried && tooFew && <Banner tone="error">{text.needTwo}</Banner>}
        </fieldset>
        <NumberInput
          label={text.threshold}
          value={threshold}
          onChange={setThreshold}
          error={isTried && !tooFew && badThreshold ? text.needThreshold(chosen.size) : undefined}
        />
        <div>
          <Button kind="primary" type="submit">
            {text.save}
          </Button>
        </div>
      </FormStack>
    </form>
  );
}
