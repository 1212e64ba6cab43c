import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useCalendar } from '../../activities/web/forms.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { getCampaign, type PledgeAudience, putCampaign } from '../campaign.contract.ts';
import { useOwnPlaces } from './places.ts';
import css from './pledges.module.css';
import { pledgesText, usualCommitments } from './pledges.text.ts';

const View = z.object({ noi: z.uuid().optional() });

interface Draft {
  readonly areaId: string;
  readonly title: string;
  readonly audience: readonly PledgeAudience[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly validTo: string;
  readonly commitments: string;
  readonly version?: number;
}

/** Setting up a campaign. */
export function NewCampaignPage(): ReactNode {
  const text = useText(pledgesText);
  const [view] = usePageSearch(View);
  const places = useOwnPlaces('campaigns.write');
  const calendar = useCalendar();
  usePageTitle(text.newTitle);
  const [first] = places;
  if (!first)
    return (
      <Page narrow>
        <PageHeader title={text.newTitle} crumbs={[{ label: text.title, href: '/cam-ket' }]} />
        <EmptyState title={text.mayNot}>{text.mayNotWords}</EmptyState>
      </Page>
    );
  if (!calendar) return <Page narrow>{<LoadState error={undefined} onAgain={() => undefined} />}</Page>;
  const year = calendar.today.slice(0, 4);
  const draft: Draft = {
    areaId: places.find((place) => place.id === view.noi)?.id ?? first.id,
    title: '',
    audience: ['households'],
    startsOn: calendar.today,
    endsOn: `${year}-12-31`,
    validTo: `${year}-12-31`,
    commitments: usualCommitments.join('\n'),
  };
  return <CampaignForm id={undefined} first={draft} title={text.newTitle} back="/cam-ket" />;
}

/** Changing a campaign. */
export function EditCampaignPage(): ReactNode {
  const text = useText(pledgesText);
  const { id } = useParams({ strict: false }) as { id: string };
  usePageTitle(text.editTitle);
  const found = useQuery({
    queryKey: ['pledges', 'campaign', id],
    queryFn: ({ signal }) => call(getCampaign, { params: { id }, signal }),
    staleTime: 0,
  });
  if (!found.data)
    return (
      <Page narrow>
        <LoadState error={found.error} onAgain={() => void found.refetch()} />
      </Page>
    );
  const { campaign, texts } = found.data;
  const now = texts.find((one) => one.version === campaign.textVersion);
  const draft: Draft = { ...campaign, commitments: now?.commitments.join('\n') ?? '' };
  return <CampaignForm id={id} first={draft} title={text.editTitle} back={`/cam-ket/${id}`} />;
}

function CampaignForm(props: {
  id: string | undefined;
  first: Draft;
  title: string;
  back: string;
}): ReactNode {
  const text = useText(pledgesText);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const places = useOwnPlaces('campaigns.write');
  const [fresh] = useState(() => uuidv7());
  const id = props.id ?? fresh;
  const [draft, setDraft] = useState(props.first);
  const put = (some: Partial<Draft>): void => setDraft((all) => ({ ...all, ...some }));
  const lines = draft.commitments
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const form = useSubmit({
    fields: {
      title: { id: 'campaign-title', bad: text.needName },
      audience: { id: 'campaign-audience', bad: text.needAudience },
      startsOn: { id: 'campaign-starts', bad: text.needDay },
      endsOn: { id: 'campaign-ends', bad: text.endsBefore },
      validTo: { id: 'campaign-valid', bad: text.validBefore },
      commitments: { id: 'campaign-text', bad: text.needText },
    },
    send: () => {
      const { areaId, title, audience, startsOn, endsOn, validTo, version } = draft;
      const body = { areaId, title, audience: [...audience], startsOn, endsOn, validTo, commitments: lines };
      return call(putCampaign, {
        params: { id },
        body: version === undefined ? body : { ...body, version },
      });
    },
    done: async () => {
      await client.invalidateQueries({ queryKey: ['pledges'] });
      toast({ text: text.saved });
      router.history.push(`/cam-ket/${id}`);
    },
  });
  function send(event: FormEvent): void {
    event.preventDefault();
    const { title, audience, startsOn, endsOn, validTo } = draft;
    void form.submit({
      title: title.trim() === '' ? text.needName : undefined,
      audience: audience.length === 0 ? text.needAudience : undefined,
      startsOn: startsOn === '' ? text.needDay : undefined,
      endsOn: endsOn === '' ? text.needDay : endsOn < startsOn ? text.endsBefore : undefined,
      validTo: validTo === '' ? text.needDay : validTo < endsOn ? text.validBefore : undefined,
      commitments: lines.length === 0 ? text.needText : undefined,
    });
  }
  const audiences: readonly [PledgeAudience, string][] = [
    ['households', text.audienceHouseholds],
    ['organizations', text.audienceOrganizations],
    ['parishes', text.audienceParishes],
  ];
  const audienceError = form.errorOf('audience');
  return (
    <Page narrow>
      <PageHeader title={props.title} crumbs={[{ label: text.title, href: '/cam-ket' }]} />
      <form className={css.form} onSubmit={send} noValidate>
        <ErrorSummary errors={form.summary} />
        {places.length > 1 && props.id === undefined && (
          <Select
            label={text.area}
            value={draft.areaId}
            onChange={(areaId) => put({ areaId })}
            choices={places.map((place) => ({ value: place.id, label: place.name }))}
          />
        )}
        <TextInput
          id="campaign-title"
          label={text.name}
          help={text.nameHelp}
          value={draft.title}
          onChange={(title) => put({ title })}
          error={form.errorOf('title')}
          maxLength={300}
        />
        <fieldset className={css.group} id="campaign-audience" tabIndex={-1}>
          <legend>{text.audience}</legend>
          {audiences.map(([key, label]) => (
            <Checkbox
              key={key}
              label={label}
              checked={draft.audience.includes(key)}
              onChange={(on) =>
                put({ audience: on ? [...draft.audience, key] : draft.audience.filter((one) => one !== key) })
              }
            />
          ))}
          {audienceError && <p className={css.wrong}>{audienceError}</p>}
        </fieldset>
        <div className={css.days}>
          <DateInput
            id="campaign-starts"
            label={text.startsOn}
            value={draft.startsOn}
            onChange={(startsOn) => put({ startsOn })}
            error={form.errorOf('startsOn')}
          />
          <DateInput
            id="campaign-ends"
            label={text.endsOn}
            value={draft.endsOn}
            onChange={(endsOn) => put({ endsOn })}
            error={form.errorOf('endsOn')}
          />
          <DateInput
            id="campaign-valid"
            label={text.validToLabel}
            value={draft.validTo}
            onChange={(validTo) => put({ validTo })}
            error={form.errorOf('validTo')}
          />
        </div>
        <TextArea
          id="campaign-text"
          label={text.commitments}
          help={text.commitmentsHelp}
          rows={12}
          value={draft.commitments}
          onChange={(commitments) => put({ commitments })}
          error={form.errorOf('commitments')}
        />
        {lines.length === 0 && (
          <div>
            <Button small onClick={() => put({ commitments: usualCommitments.join('\n') })}>
              {text.useUsual}
            </Button>
          </div>
        )}
        <ButtonRow>
          <Button kind="primary" type="submit" busy={form.busy}>
            {text.save}
          </Button>
          <ButtonLink href={props.back}>{text.cancel}</ButtonLink>
        </ButtonRow>
      </form>
    </Page>
  );
}
