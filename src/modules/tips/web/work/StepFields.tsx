import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { useMe } from '../../../accounts/web/me.ts';
import { TipClass } from '../../tip-words.contract.ts';
import type { TipStepName, TipWork } from '../../tip-work.contract.ts';
import { wordsQuery } from '../keys/tip-queries.ts';
import { tipText } from './tip.text.ts';
import { tipWords } from './tips.text.ts';

/** What is being entered for a step; each step reads its own part. */
export interface StepDraft {
  readonly class: string;
  readonly harm: string;
  readonly duplicate: string;
  readonly to: string;
  readonly agency: string;
  readonly clock: string;
  readonly reason: string;
  readonly outcome: string;
  readonly isValuable: boolean;
  readonly note: string;
}

/** What is likeliest stands there already. */
export function emptyStep(work: TipWork, me: string): StepDraft {
  const clock = work.clocks.find(
    ({ endedAt, extended, extensions }) => endedAt === null && extended < extensions,
  );
  return {
    class: work.class ?? '',
    harm: work.harm,
    duplicate: '',
    to: work.members.some(({ id }) => id === me) ? me : (work.members[0]?.id ?? ''),
    agency: 'investigationAgency',
    clock: clock?.code ?? '',
    reason: '',
    outcome: work.outcome ?? '',
    isValuable: work.isValuable ?? false,
    note: '',
  };
}

const agencies = [
  'investigationAgency',
  'provincePolice',
  'procuracy',
  'inspectorate',
  'otherAgency',
] as const;

interface Props {
  readonly step: TipStepName;
  readonly draft: StepDraft;
  readonly onChange: (draft: StepDraft) => void;
  readonly work: TipWork;
  readonly isTried: boolean;
}

/** The fields of one step. */
export function StepFields(props: Props): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const me = useMe();
  const known = useQuery(wordsQuery).data;
  const { step, draft, work, isTried } = props;
  const change = (part: Partial<StepDraft>): void => props.onChange({ ...draft, ...part });
  const reasons = (of: string) =>
    (known?.reasons[of] ?? []).map(({ code, name }) => ({ value: code, label: name[language] }));
  switch (step) {
    case 'classify':
      return <ClassFields {...props} />;
    case 'assign':
      return (
        <Select
          label={text.to}
          value={draft.to}
          onChange={(to) => change({ to })}
          choices={work.members.map(({ id, name }) => ({
            value: id,
            label: id === me.id ? `${name} (${text.toMe})` : name,
          }))}
        />
      );
    case 'transfer':
      return (
        <RadioGroup
          label={text.agency}
          value={draft.agency}
          onChange={(agency) => change({ agency })}
          choices={agencies.map((code) => ({ value: code, label: words[`agency_${code}`] }))}
        />
      );
    case 'extend':
      return (
        <>
          <Select
            label={text.clock}
            value={draft.clock}
            onChange={(clock) => change({ clock })}
            choices={work.clocks
              .filter(({ endedAt, extended, extensions }) => endedAt === null && extended < extensions)
              .map(({ code, name }) => ({ value: code, label: name[language] }))}
          />
          <RadioGroup
            label={text.extendReason}
            value={draft.reason || 'complex'}
            onChange={(reason) => change({ reason })}
            choices={reasons('extend')}
          />
        </>
      );
    case 'conclude':
      return (
        <>
          <RadioGroup
            label={text.outcome}
            error={isTried && draft.outcome === '' ? text.needOutcome : undefined}
            value={draft.outcome}
            onChange={(outcome) => change({ outcome })}
            choices={(known?.outcomes ?? []).map(({ code, name }) => ({
              value: code,
              label: name[language],
            }))}
          />
          <RadioGroup
            label={text.isValuable}
            inline
            value={draft.isValuable ? 'yes' : 'no'}
            onChange={(value) => change({ isValuable: value === 'yes' })}
            choices={[
              { value: 'yes', label: text.yes },
              { value: 'no', label: text.no },
            ]}
          />
        </>
      );
    case 'reopen':
      return (
        <RadioGroup
          label={text.reopenReason}
          value={draft.reason || 'newInformation'}
          onChange={(reason) => change({ reason })}
          choices={reasons('reopen')}
        />
      );
    case 'redLine':
      return (
        <>
          <Banner tone="error">{text.redLineWarn}</Banner>
          <p>{text.redLineWhy}</p>
          <blockquote>{known?.redLine.answer[language]}</blockquote>
        </>
      );
    default:
      return null;
  }
}

function ClassFields({ draft, onChange, isTried }: Props): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const harms = useQuery(wordsQuery).data?.harms ?? [];
  const change = (part: Partial<StepDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <RadioGroup
        label={text.class}
        error={isTried && draft.class === '' ? text.needClass : undefined}
        value={draft.class}
        onChange={(next) => change({ class: next })}
        choices={TipClass.options.map((code) => ({
          value: code,
          label: words[`class_${code}`],
          help: words[`classHelp_${code}`],
        }))}
      />
      {draft.class === 'duplicate' && (
        <TextInput
          label={text.duplicate}
          help={text.duplicateHelp}
          short
          value={draft.duplicate}
          onChange={(duplicate) => change({ duplicate })}
        />
      )}
      <Select
        label={text.harm}
        value={draft.harm}
        onChange={(harm) => change({ harm })}
        choices={harms.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
    </>
  );
}
