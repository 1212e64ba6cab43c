import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import type { Lens } from '../../figures/figures.contract.ts';
import { reportText } from './report.text.ts';
import type { HeadingForm as Heading, ReportDraft } from './report-draft.ts';

/** Ids of the fields by their paths in the request, for the summary of errors. */
export const headingFields = {
  'heading.parentAgency': { id: 'heading-parentAgency' },
  'heading.agency': { id: 'heading-agency' },
  'heading.codeNumber': { id: 'heading-codeNumber' },
  'heading.codeNotation': { id: 'heading-codeNotation' },
  'heading.place': { id: 'heading-place' },
  'heading.issuedDate': { id: 'heading-issuedDate' },
  'heading.subject': { id: 'heading-subject' },
  'heading.authority': { id: 'heading-authority' },
  'heading.position': { id: 'heading-position' },
  'heading.name': { id: 'heading-name' },
  'heading.recipients': { id: 'heading-recipients' },
} as const;

/** Heading, number, day, signature and recipients by Decree 30/2020, and by which areas is counted. */
export function HeadingForm(props: {
  draft: ReportDraft;
  onChange: (draft: ReportDraft) => void;
  errorOf: (path: string) => string | undefined;
  disabled: boolean;
}): ReactNode {
  const text = useText(reportText);
  const { draft, onChange, disabled } = props;
  return (
    <FormStack>
      <HeadingFields
        heading={draft.heading}
        onChange={(heading) => onChange({ ...draft, heading })}
        errorOf={props.errorOf}
        disabled={disabled}
      />
      <RadioGroup
        label={text.lens}
        value={draft.lens}
        onChange={(lens) => onChange({ ...draft, lens: lens as Lens })}
        choices={[
          { value: 'today', label: text.lensToday, help: text.lensTodayHelp, disabled },
          { value: 'then', label: text.lensThen, help: text.lensThenHelp, disabled },
        ]}
      />
    </FormStack>
  );
}

/** The fields of a heading; a list has no number and no recipients, what a decision issues no recipients. */
export function HeadingFields(props: {
  heading: Heading;
  onChange: (heading: Heading) => void;
  errorOf: (path: string) => string | undefined;
  disabled: boolean;
  asList?: boolean | undefined;
  noRecipients?: boolean | undefined;
}): ReactNode {
  const text = useText(reportText);
  const { heading, onChange, disabled, asList, noRecipients } = props;
  const set = (patch: Partial<Heading>): void => onChange({ ...heading, ...patch });
  const field = (key: keyof Heading) => ({
    id: headingFields[`heading.${key}`].id,
    label: text[key],
    error: props.errorOf(`heading.${key}`),
  });
  return (
    <>
      <TextArea
        {...field('agency')}
        help={text.agencyHelp}
        rows={2}
        readOnly={disabled}
        value={heading.agency}
        onChange={(agency) => set({ agency })}
      />
      <TextInput
        {...field('parentAgency')}
        optional
        help={text.parentHelp}
        readOnly={disabled}
        value={heading.parentAgency}
        onChange={(parentAgency) => set({ parentAgency })}
      />
      {!asList && (
        <FormStack inline>
          <NumberInput
            {...field('codeNumber')}
            optional
            help={text.codeHelp}
            disabled={disabled}
            value={heading.codeNumber}
            onChange={(codeNumber) => set({ codeNumber })}
          />
          <TextInput
            {...field('codeNotation')}
            short
            readOnly={disabled}
            value={heading.codeNotation}
            onChange={(codeNotation) => set({ codeNotation })}
          />
        </FormStack>
      )}
      <FormStack inline>
        <TextInput
          {...field('place')}
          readOnly={disabled}
          value={heading.place}
          onChange={(place) => set({ place })}
        />
        <DateInput
          {...field('issuedDate')}
          optional
          disabled={disabled}
          value={heading.issuedDate}
          onChange={(issuedDate) => set({ issuedDate })}
        />
      </FormStack>
      {!asList && (
        <TextArea
          {...field('subject')}
          rows={2}
          readOnly={disabled}
          value={heading.subject}
          onChange={(subject) => set({ subject })}
        />
      )}
      <TextArea
        {...field('authority')}
        optional
        help={text.authorityHelp}
        rows={2}
        readOnly={disabled}
        value={heading.authority}
        onChange={(authority) => set({ authority })}
      />
      <TextInput
        {...field('position')}
        readOnly={disabled}
        value={heading.position}
        onChange={(position) => set({ position })}
      />
      <TextInput
        {...field('name')}
        optional
        readOnly={disabled}
        value={heading.name}
        onChange={(name) => set({ name })}
      />
      {!noRecipients && (
        <TextArea
          {...field('recipients')}
          optional
          help={text.recipientsHelp}
          rows={5}
          readOnly={disabled}
          value={heading.recipients}
          onChange={(recipients) => set({ recipients })}
        />
      )}
    </>
  );
}
