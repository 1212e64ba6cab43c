import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { FiguresView } from '../figure-view.rules.ts';
import { addReportedFigure } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import { figuresText } from './figures.text.ts';

interface Draft {
  readonly indicator: string;
  readonly value: number | null;
  readonly denominator: number | null;
  readonly about: 'window' | 'day';
  readonly asOf: string;
  readonly source: string;
  readonly note: string;
}

type Field = 'indicator' | 'value' | 'asOf' | 'source';

/** A sheet to enter one reported figure of the area that is looked at, with where it comes from. */
export function ReportedForm(props: {
  indicators: readonly Indicator[];
  view: FiguresView;
  areaName: string;
  onClose: () => void;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const id = useId();
  const { indicators, view } = props;
  const [draft, setDraft] = useState<Draft>({
    indicator: (indicators.find((each) => each.reportedOnly) ?? indicators[0])?.code ?? '',
    value: null,
    denominator: null,
    about: 'window',
    asOf: view.to,
    source: '',
    note: '',
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const set = (patch: Partial<Draft>): void => setDraft({ ...draft, ...patch });
  const indicator = indicators.find((each) => each.code === draft.indicator);
  const save = useSave(view, draft, props.onClose, (error) =>
    setErrors([{ message: problemText(error, language) }]),
  );
  const problem = (field: Field): ReactNode =>
    errors.find((error) => error.field === `${id}-${field}`)?.message;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found: [Field, string | undefined][] = [
      ['indicator', indicator === undefined ? text.needIndicator : undefined],
      ['value', draft.value === null ? text.needValue : undefined],
      ['asOf', draft.about === 'day' && draft.asOf === '' ? text.needDay : undefined],
      ['source', draft.source.trim().length < 3 ? text.needSource : undefined],
    ];
    const wrong = found.flatMap(([field, message]) =>
      message ? [{ field: `${id}-${field}`, message }] : [],
    );
    setErrors(wrong);
    if (wrong.length === 0) save.mutate();
  }

  return (
    <Drawer open onClose={props.onClose} title={text.addReported}>
      <form onSubmit={submit} noValidate>
        <FormStack>
          <ErrorSummary errors={errors} />
          <p>{props.areaName}</p>
          <Select
            id={`${id}-indicator`}
            label={text.indicator}
            value={draft.indicator}
            onChange={(code) => set({ indicator: code })}
            error={problem('indicator')}
            choices={indicators.map((each) => ({ value: each.code, label: each.name[language] }))}
          />
          <NumberInput
            id={`${id}-value`}
            label={text.reportedValue}
            unit={indicator?.unit[language]}
            decimals={indicator?.display === 'percent' ? 3 : (indicator?.decimals ?? 0)}
            value={draft.value}
            onChange={(value) => set({ value })}
            error={problem('value')}
          />
          <NumberInput
            label={text.reportedDenominator}
            optional
            help={indicator?.reportedDenominator?.[language]}
            value={draft.denominator}
            onChange={(denominator) => set({ denominator })}
          />
          <RadioGroup
            label={text.reportedWhen}
            value={draft.about}
            onChange={(about) => set({ about: about === 'day' ? 'day' : 'window' })}
            choices={[
              { value: 'window', label: text.whenWindow, help: formatWindow(view.from, view.to, language) },
              { value: 'day', label: text.whenDay },
            ]}
          />
          {draft.about === 'day' && (
            <DateInput
              id={`${id}-asOf`}
              label={text.asOfDay}
              value={draft.asOf}
              onChange={(asOf) => set({ asOf })}
              error={problem('asOf')}
            />
          )}
          <TextInput
            id={`${id}-source`}
            label={text.source}
            help={text.sourceHelp}
            value={draft.source}
            onChange={(source) => set({ source })}
            error={problem('source')}
            maxLength={500}
          />
          <TextArea
            label={text.note}
            optional
            help={text.noteHelp}
            rows={2}
            value={draft.note}
            onChange={(note) => set({ note })}
            maxLength={1000}
          />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={save.isPending}>
              {text.save}
            </Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Drawer>
  );
}

function useSave(view: FiguresView, draft: Draft, onSaved: () => void, onError: (error: unknown) => void) {
  const text = useText(figuresText);
  const client = useQueryClient();
  const toast = useToast();
  const [key] = useState(() => uuidv7());
  return useMutation({
    mutationFn: () =>
      call(addReportedFigure, {
        params: { id: key },
        body: {
          areaId: view.areaId,
          indicator: draft.indicator,
          value: draft.value ?? 0,
          denominator: draft.denominator,
          ...(draft.about === 'window' ? { from: view.from, to: view.to } : { asOf: draft.asOf }),
          source: draft.source,
          note: draft.note,
        },
      }),
    onSuccess: async () => {
      toast({ text: text.added });
      onSaved();
      await client.invalidateQueries({ queryKey: ['figures', 'answer'] });
    },
    onError,
  });
}
