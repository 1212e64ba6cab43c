import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Progress } from '../../../../ui/feedback/Progress.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { NumberInput } from '../../../../ui/form/NumberInput.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { listPublicTipOffices } from '../../tip-office.contract.ts';
import { IntakeChannel } from '../../tip-words.contract.ts';
import { AttachedFiles } from './AttachedFiles.tsx';
import { intakeText } from './intake.text.ts';
import { ReporterFields } from './ReporterFields.tsx';
import type { TakenDown } from './take-down.ts';
import { tipWords } from './tips.text.ts';

/** A report made in person, by telephone or letter, written down and locked for the office at once. */
export function IntakePage(): ReactNode {
  const text = useText(intakeText);
  usePageTitle(text.title);
  const offices = useQuery({
    queryKey: ['tips', 'public-offices'],
    queryFn: ({ signal }) => call(listPublicTipOffices, { signal }),
  }).data;
  return (
    <Page narrow>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.tips, href: '/tin-bao' }, { label: text.title }]}
      />
      {offices?.offices.length === 0 && <EmptyState title={text.noOffice}>{text.noOfficeHelp}</EmptyState>}
      {offices && offices.offices.length > 0 && <IntakeForm {...offices} />}
    </Page>
  );
}

const nobody = { name: '', phone: '', address: '' };

/** The wall clock in Viet Nam, wherever the device thinks it is. */
function nowInVietnam(): { day: string; hour: number } {
  const wall = new Date(Date.now() + 7 * 3_600_000).toISOString();
  return { day: wall.slice(0, 10), hour: Number(wall.slice(11, 13)) };
}

function IntakeForm(known: Awaited<ReturnType<typeof call<typeof listPublicTipOffices>>>): ReactNode {
  const text = useText(intakeText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const [share, setShare] = useState<number | undefined>();
  const [isKnown, setKnown] = useState(false);
  const [hour, setHour] = useState<number | null>(nowInVietnam().hour);
  const [reporter, setReporter] = useState(nobody);
  const [report, setReport] = useState<Omit<TakenDown, 'hour' | 'reporter'>>({
    officeId: known.offices.length === 1 ? (known.offices[0]?.id ?? '') : '',
    harm: '',
    channel: 'inPerson',
    day: nowInVietnam().day,
    words: '',
    where: '',
    when: '',
    files: [],
  });
  const change = (part: Partial<typeof report>): void => setReport({ ...report, ...part });
  const form = useSubmit({
    fields: {
      officeId: { id: 'intake-office' },
      harm: { id: 'intake-harm' },
      day: { id: 'intake-day', bad: text.needDay },
      hour: { id: 'intake-hour', bad: text.needHour },
      words: { id: 'intake-words' },
      reporter: { id: 'intake-reporter' },
    },
    send: async () => {
      const { takeDown } = await import('./take-down.ts');
      await takeDown({ ...report, hour: hour ?? 0, reporter: isKnown ? reporter : undefined }, setShare);
    },
    done: async () => {
      toast({ text: text.saved });
      await client.invalidateQueries({ queryKey: ['tips'] });
      await router.navigate({ to: '/tin-bao' });
    },
  });
  const isNobody = Object.values(reporter).every((part) => part.trim() === '');
  const submit = (): Promise<void> =>
    form.submit({
      officeId: report.officeId === '' ? text.needOffice : undefined,
      harm: report.harm === '' ? text.needHarm : undefined,
      day: report.day === '' ? text.needDay : undefined,
      hour: hour === null || hour < 0 || hour > 23 ? text.needHour : undefined,
      words: report.words.trim() === '' ? text.needWords : undefined,
      reporter: isKnown && isNobody ? text.needReporter : undefined,
    });
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) void submit();
      }}
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        {known.offices.length > 1 && (
          <Select
            id="intake-office"
            label={text.office}
            placeholder={text.officeChoose}
            error={form.errorOf('officeId')}
            value={report.officeId}
            onChange={(officeId) => change({ officeId })}
            choices={known.offices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <RadioGroup
          label={text.channel}
          inline
          value={report.channel}
          onChange={(channel) => change({ channel })}
          choices={IntakeChannel.options.map((code) => ({ value: code, label: words[`channel_${code}`] }))}
        />
        <FormStack inline>
          <DateInput
            id="intake-day"
            label={text.day}
            error={form.errorOf('day')}
            value={report.day}
            onChange={(day) => change({ day })}
            max={nowInVietnam().day}
          />
          <NumberInput
            id="intake-hour"
            label={text.hour}
            help={text.hourHelp}
            error={form.errorOf('hour')}
            value={hour}
            onChange={setHour}
          />
        </FormStack>
        <Select
          id="intake-harm"
          label={text.harm}
          placeholder={text.harmChoose}
          error={form.errorOf('harm')}
          value={report.harm}
          onChange={(harm) => change({ harm })}
          choices={known.harms.map(({ code, name }) => ({ value: code, label: name[language] }))}
        />
        <TextArea
          id="intake-words"
          label={text.words}
          help={text.wordsHelp}
          error={form.errorOf('words')}
          rows={8}
          value={report.words}
          onChange={(value) => change({ words: value })}
          maxLength={50_000}
        />
        <TextInput
          label={text.where}
          optional
          value={report.where}
          onChange={(where) => change({ where })}
          maxLength={500}
        />
        <TextInput
          label={text.when}
          optional
          value={report.when}
          onChange={(when) => change({ when })}
          maxLength={300}
        />
        <AttachedFiles files={report.files} onChange={(files) => change({ files })} label={text.files} />
        <Section title={text.reporter} lead={text.reporterHelp}>
          <FormStack>
            <RadioGroup
              id="intake-reporter"
              label={text.reporter}
              error={form.errorOf('reporter')}
              value={isKnown ? 'known' : 'unknown'}
              onChange={(value) => setKnown(value === 'known')}
              choices={[
                { value: 'unknown', label: text.unknown },
                { value: 'known', label: text.known },
              ]}
            />
            {isKnown && <ReporterFields reporter={reporter} onChange={setReporter} />}
          </FormStack>
        </Section>
        {form.busy && <Progress label={text.save} value={share} />}
        <ButtonRow>
          <Button kind="primary" type="submit" icon="lock" busy={form.busy}>
            {text.save}
          </Button>
        </ButtonRow>
      </FormStack>
    </form>
  );
}
