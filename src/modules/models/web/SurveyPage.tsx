import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { defineMessages, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { PaperButton } from '../../documents/web/PaperButton.tsx';
import type { Site, SiteSurvey } from '../model-site.contract.ts';
import { saveSiteSurvey } from '../models.contract.ts';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { localToday } from './today.ts';
import { useSite, useSiteToast, useTakeSite } from './useSite.ts';

const words = defineMessages({
  vi: {
    title: 'Phiếu khảo sát địa bàn',
    lead: 'Chỉ ghi tình hình chung và con số; không ghi tên người, không ghi tôn giáo, dân tộc, quan điểm.',
    from: 'Khảo sát từ ngày',
    to: 'Đến ngày',
    by: 'Đơn vị, người khảo sát',
    nature: 'Tự nhiên, địa lý, giao thông',
    people: 'Dân cư, hộ, người thuê trọ',
    economy: 'Kinh tế, đời sống',
    forces: 'Hệ thống chính trị, lực lượng nòng cốt',
    movement: 'Phong trào và các mô hình đang có',
    security: 'Tình hình ANTT 3 năm gần đây',
    rules: 'Hương ước, quy ước, phong tục',
    risks: 'Nguy cơ, nguyên nhân',
    risksLead: 'Nguyên nhân, điều kiện phát sinh tội phạm, tệ nạn; mức độ và khả năng xảy ra.',
    risk: 'Nguy cơ',
    cause: 'Nguyên nhân, điều kiện',
    level: 'Mức độ',
    likelihood: 'Khả năng xảy ra',
    measure: 'Biện pháp đề xuất',
    addRisk: 'Thêm nguy cơ',
    dropRisk: 'Bỏ nguy cơ này',
    riskNo: (n: number) => `Nguy cơ ${n}`,
    needs: 'Nhu cầu (camera, đèn, kinh phí…)',
    necessity: 'Sự cần thiết của mô hình',
    proposal: 'Đề xuất',
    keep: 'Lưu tạm',
    finish: 'Hoàn thành khảo sát',
    kept: 'Đã lưu phiếu khảo sát.',
    finished: 'Đã hoàn thành khảo sát, bước 1.',
    noDays: 'Ghi ngày bắt đầu và ngày kết thúc',
  },
  en: {
    title: 'Survey of the area',
    lead: 'The general situation and numbers only: no names, no religion, ethnicity or opinions of anybody.',
    from: 'Surveyed from',
    to: 'To',
    by: 'Surveyed by',
    nature: 'Nature, geography, roads',
    people: 'People, households, tenants',
    economy: 'Economy and living',
    forces: 'Political system and core forces',
    movement: 'The movement and the models there are',
    security: 'Security and order in the last 3 years',
    rules: 'Village rules and customs',
    risks: 'Risks and causes',
    risksLead: 'What lets crime and social evils arise; how grave, how likely.',
    risk: 'Risk',
    cause: 'Cause, condition',
    level: 'Gravity',
    likelihood: 'Likelihood',
    measure: 'What is proposed against it',
    addRisk: 'Add a risk',
    dropRisk: 'Remove this risk',
    riskNo: (n: number) => `Risk ${n}`,
    needs: 'Needs (cameras, lights, money …)',
    necessity: 'Why the model is needed',
    proposal: 'Proposal',
    keep: 'Save for now',
    finish: 'Finish the survey',
    kept: 'The survey is saved.',
    finished: 'The survey is finished, step 1.',
    noDays: 'Write the first and the last day',
  },
});

const parts = ['nature', 'people', 'economy', 'forces', 'movement', 'security', 'rules'] as const;
type Risk = SiteSurvey['risks'][number];
const noRisk: Risk = { risk: '', cause: '', level: 2, likelihood: 2, measure: '' };

function blank(site: Site): SiteSurvey {
  return {
    from: localToday(),
    to: localToday(),
    surveyedBy: site.responsible,
    sections: { nature: '', people: '', economy: '', forces: '', movement: '', security: '', rules: '' },
    risks: [noRisk],
    ...{ needs: '', necessity: '', proposal: '' },
  };
}

/** The survey before a model is founded: the area as it is, its risks and their causes, the proposal. */
export function SurveyPage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id: string };
  const text = useText(words);
  usePageTitle(text.title);
  const site = useSite(id);
  if (!site.data)
    return (
      <Page narrow>
        <PageHeader title={text.title} />
        <LoadState error={site.error} onAgain={() => void site.refetch()} lines={10} />
      </Page>
    );
  return <SurveyForm key={site.data.id} site={site.data} />;
}

function SurveyForm({ site }: { site: Site }): ReactNode {
  const text = useText(words);
  const shared = useModelWords();
  const router = useRouter();
  const [survey, setSurvey] = useState<SiteSurvey>(site.survey ?? blank(site));
  const [finish, setFinish] = useState(false);
  const take = useTakeSite();
  const say = useSiteToast();
  const put = (part: Partial<SiteSurvey>): void => setSurvey({ ...survey, ...part });
  const form = useSubmit({
    fields: { 'survey.to': { id: 'to' }, doneOn: { id: 'to' }, 'survey.from': { id: 'from' } },
    send: () =>
      call(saveSiteSurvey, {
        params: { id: site.id },
        body: {
          baseRevision: site.revision,
          survey: { ...survey, risks: survey.risks.filter((risk) => risk.risk.trim() !== '') },
          done: finish,
        },
      }),
    done: (after) => {
      take(after);
      say(finish ? text.finished : text.kept, after);
      if (finish) router.history.push(`/mo-hinh/${site.id}`);
    },
  });
  const levels = ([1, 2, 3] as const).map((level) => ({ value: String(level), label: shared.level[level] }));
  const change = (at: number, part: Partial<Risk>): void =>
    put({ risks: survey.risks.map((risk, index) => (index === at ? { ...risk, ...part } : risk)) });
  return (
    <Page narrow>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[
          { label: shared.section, href: '/mo-hinh' },
          { label: site.name || site.kind.name, href: `/mo-hinh/${site.id}` },
        ]}
        action={<PaperButton kind="surveyReport" subjectId={site.id} areaId={site.place.areaId} />}
      />
      <ModelsNav />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit({ 'survey.to': survey.from && survey.to ? undefined : text.noDays });
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          <div className={css.pair}>
            <DateInput id="from" label={text.from} value={survey.from} onChange={(from) => put({ from })} />
            <DateInput
              id="to"
              label={text.to}
              value={survey.to}
              onChange={(to) => put({ to })}
              error={form.errorOf('survey.to') ?? form.errorOf('doneOn')}
            />
          </div>
          <TextInput
            label={text.by}
            optional
            value={survey.surveyedBy}
            maxLength={200}
            onChange={(surveyedBy) => put({ surveyedBy })}
          />
          {parts.map((part) => (
            <TextArea
              key={part}
              label={text[part]}
              optional
              maxLength={4000}
              value={survey.sections[part]}
              onChange={(value) => put({ sections: { ...survey.sections, [part]: value } })}
            />
          ))}
          <Section title={text.risks} lead={text.risksLead}>
            {survey.risks.map((risk, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: risks have no identity of their own while they are written
              <fieldset key={at} className={css.inset}>
                <legend>{text.riskNo(at + 1)}</legend>
                <TextInput
                  label={text.risk}
                  value={risk.risk}
                  maxLength={300}
                  onChange={(value) => change(at, { risk: value })}
                />
                <TextInput
                  label={text.cause}
                  optional
                  value={risk.cause}
                  maxLength={500}
                  onChange={(cause) => change(at, { cause })}
                />
                <div className={css.pair}>
                  <Select
                    label={text.level}
                    value={String(risk.level)}
                    onChange={(level) => change(at, { level: Number(level) })}
                    choices={levels}
                  />
                  <Select
                    label={text.likelihood}
                    value={String(risk.likelihood)}
                    onChange={(likelihood) => change(at, { likelihood: Number(likelihood) })}
                    choices={levels}
                  />
                </div>
                <TextInput
                  label={text.measure}
                  optional
                  value={risk.measure}
                  maxLength={500}
                  onChange={(measure) => change(at, { measure })}
                />
                <Button
                  small
                  icon="close"
                  onClick={() => put({ risks: survey.risks.filter((_, index) => index !== at) })}
                >
                  {text.dropRisk}
                </Button>
              </fieldset>
            ))}
            <ButtonRow>
              <Button small icon="plus" onClick={() => put({ risks: [...survey.risks, noRisk] })}>
                {text.addRisk}
              </Button>
            </ButtonRow>
          </Section>
          {(['needs', 'necessity', 'proposal'] as const).map((part) => (
            <TextArea
              key={part}
              label={text[part]}
              optional
              maxLength={4000}
              value={survey[part]}
              onChange={(value) => put({ [part]: value })}
            />
          ))}
          {site.can.step && (
            <ButtonRow>
              <Button kind="primary" type="submit" busy={form.busy && finish} onClick={() => setFinish(true)}>
                {text.finish}
              </Button>
              <Button type="submit" busy={form.busy && !finish} onClick={() => setFinish(false)}>
                {text.keep}
              </Button>
              <ButtonLink href={`/mo-hinh/${site.id}`}>{shared.cancel}</ButtonLink>
            </ButtonRow>
          )}
        </FormStack>
      </form>
    </Page>
  );
}
