import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { getModelKind } from '../kinds.contract.ts';
import type { Site, StepPaper } from '../model-site.contract.ts';
import { saveSiteStep } from '../models.contract.ts';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { siteText } from './site.text.ts';
import { localToday } from './today.ts';
import { useSiteToast, useTakeSite } from './useSite.ts';

const noPaper: StepPaper = { title: '', codeNumber: '', issuedOn: null, issuer: '' };

/** Writes down a step: when, by whom, with which results and papers. */
export function StepDialog(props: {
  site: Site;
  step: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  onClose: () => void;
}): ReactNode {
  const { site, step, onClose } = props;
  const text = useText(siteText);
  const words = useModelWords();
  const [language] = useLanguage();
  const id = useId();
  const made = site.steps.find((each) => each.step === step);
  const [doneOn, setDoneOn] = useState(made?.doneOn ?? localToday());
  const [responsible, setResponsible] = useState(made?.responsible ?? site.responsible);
  const [outputs, setOutputs] = useState(made?.outputs ?? '');
  const [papers, setPapers] = useState<readonly StepPaper[]>(made?.papers ?? []);
  const take = useTakeSite();
  const say = useSiteToast();
  const asked = useAskedPapers(site, step);
  const form = useSubmit({
    fields: { doneOn: { id: `${id}-on` } },
    send: () =>
      call(saveSiteStep, {
        params: { id: site.id, step },
        body: {
          baseRevision: site.revision,
          doneOn,
          responsible,
          outputs,
          papers: papers.filter((paper) => paper.title.trim() !== ''),
        },
      }),
    done: (after) => {
      take(after);
      say(text.stepSaved(step), after);
      onClose();
    },
  });
  const change = (at: number, part: Partial<StepPaper>): void =>
    setPapers(papers.map((paper, index) => (index === at ? { ...paper, ...part } : paper)));
  return (
    <Dialog open onClose={onClose} title={text.stepTitle(step, words.step[step])} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          <DateInput
            id={`${id}-on`}
            label={text.doneOn}
            value={doneOn}
            onChange={setDoneOn}
            max={localToday()}
            error={form.errorOf('doneOn')}
          />
          <TextInput
            label={text.responsible}
            optional
            value={responsible}
            onChange={setResponsible}
            maxLength={200}
          />
          <TextArea label={text.outputs} optional value={outputs} onChange={setOutputs} maxLength={4000} />
          {asked.length > 0 && (
            <div className={css.quiet}>
              {text.papersOut}
              {': '}
              {asked.map((paper) => paper[language]).join('; ')}.
            </div>
          )}
          {papers.map((paper, at) => (
            // Papers have no identity of their own while they are written.
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and taken away whole
            <fieldset key={at} className={css.inset}>
              <legend>{`${text.papers} ${at + 1}`}</legend>
              <TextInput
                label={text.paperTitle}
                value={paper.title}
                maxLength={300}
                onChange={(title) => change(at, { title })}
              />
              <div className={css.pair}>
                <TextInput
                  label={text.paperNumber}
                  optional
                  value={paper.codeNumber}
                  maxLength={60}
                  onChange={(codeNumber) => change(at, { codeNumber })}
                />
                <DateInput
                  label={text.paperDay}
                  optional
                  value={paper.issuedOn ?? ''}
                  onChange={(issuedOn) => change(at, { issuedOn: issuedOn || null })}
                />
              </div>
              <TextInput
                label={text.paperIssuer}
                optional
                value={paper.issuer}
                maxLength={200}
                onChange={(issuer) => change(at, { issuer })}
              />
              <Button small icon="close" onClick={() => setPapers(papers.filter((_, index) => index !== at))}>
                {text.dropPaper}
              </Button>
            </fieldset>
          ))}
          <Button small icon="plus" onClick={() => setPapers([...papers, noPaper])}>
            {text.addPaper}
          </Button>
          <ButtonRow>
            <Button kind="primary" type="submit" busy={form.busy}>
              {words.save}
            </Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Dialog>
  );
}

/** The papers that the kind asks for in this step. */
function useAskedPapers(site: Site, step: number): readonly { vi: string; en: string }[] {
  const { data } = useQuery({
    queryKey: ['modelKind', site.kind.id],
    queryFn: ({ signal }) => call(getModelKind, { params: { id: site.kind.id }, signal }),
    staleTime: 300_000,
  });
  return data?.definition.steps.find((each) => each.step === step)?.papers ?? [];
}
