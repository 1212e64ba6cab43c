import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { defineMessages, useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { type AreaHit, listAreaChildren } from '../../areas/areas.contract.ts';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import type { Site } from '../model-site.contract.ts';
import {
  previewReplication,
  type ReplicationPreview,
  replicateModelSite,
  undoReplication,
} from '../replication.contract.ts';
import { addMonths } from '../site-plan.rules.ts';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { localToday } from './today.ts';
import { useSite } from './useSite.ts';

const words = defineMessages({
  vi: {
    title: 'Nhân rộng mô hình',
    lead: (name: string) => `Theo “${name}”: mỗi nơi một điểm mới, có các bước và hạn riêng.`,
    where: 'Chọn nơi nhân rộng',
    commune: 'Tìm xã, phường để chọn cả các thôn',
    single: 'Hoặc thêm một nơi',
    chosen: (n: number) => `Đã chọn ${n} nơi`,
    all: 'Chọn tất cả',
    none: 'Bỏ tất cả',
    proposedOn: 'Ngày quyết định nhân rộng',
    launchBy: 'Ra mắt trước ngày',
    preview: 'Xem trước',
    founded: (n: number) => `Sẽ lập ${n} điểm mới`,
    exists: 'đã có điểm loại này',
    steps: (list: string) => `Hạn của mỗi điểm: ${list}.`,
    apply: (n: number) => `Nhân rộng sang ${n} nơi`,
    done: (n: number) => `Đã nhân rộng sang ${n} nơi.`,
    noPlaces: 'Chọn ít nhất một nơi',
    childless: 'Nơi này chưa có thôn, tổ dân phố nào trong chương trình.',
    change: 'Chọn lại',
  },
  en: {
    title: 'Replicate a model',
    lead: (name: string) => `After “${name}”: a new site in each place, with steps and days of its own.`,
    where: 'Choose the places',
    commune: 'Find a commune to choose its hamlets',
    single: 'Or add a single place',
    chosen: (n: number) => `${n} places chosen`,
    all: 'Choose all',
    none: 'Choose none',
    proposedOn: 'Decided on',
    launchBy: 'Launch by',
    preview: 'Preview',
    founded: (n: number) => `${n} new sites will be founded`,
    exists: 'has a site of this kind',
    steps: (list: string) => `Days for each site: ${list}.`,
    apply: (n: number) => `Replicate to ${n} places`,
    done: (n: number) => `Replicated to ${n} places.`,
    noPlaces: 'Choose at least one place',
    childless: 'No hamlets of this place are in the program.',
    change: 'Choose again',
  },
});

/** A pilot becomes many: the places, the days, what it will make, and then in one act. */
export function ReplicatePage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id: string };
  const text = useText(words);
  usePageTitle(text.title);
  const site = useSite(id);
  if (!site.data)
    return (
      <Page narrow>
        <PageHeader title={text.title} />
        <LoadState error={site.error} onAgain={() => void site.refetch()} />
      </Page>
    );
  return <Replicate site={site.data} />;
}

interface Chosen {
  readonly id: string;
  readonly name: string;
}

function Replicate({ site }: { site: Site }): ReactNode {
  const text = useText(words);
  const shared = useModelWords();
  const [language] = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [proposedOn, setProposedOn] = useState(localToday());
  const [launchBy, setLaunchBy] = useState(addMonths(localToday(), 3));
  const [actId] = useState(() => uuidv7());
  const [preview, setPreview] = useState<ReplicationPreview | undefined>();
  const body = {
    places: [...chosen.keys()].map((areaId) => ({ areaId })),
    ...{ proposedOn, launchBy },
  };
  const params = { id: site.id };
  const look = useSubmit({
    fields: { proposedOn: { id: 'on' }, launchBy: { id: 'by' }, places: { id: 'places' } },
    send: () => call(previewReplication, { params, body }),
    done: setPreview,
  });
  const act = useSubmit({
    fields: {},
    send: () => call(replicateModelSite, { params, body: { ...body, id: actId } }),
    done: async (made) => {
      await client.invalidateQueries({ queryKey: ['modelSite', site.id] });
      await client.invalidateQueries({ queryKey: ['modelSites'] });
      toast({
        tone: 'success',
        text: text.done(made.siteIds.length),
        undo: async () => {
          try {
            await call(undoReplication, { params: { id: made.id } });
            await client.invalidateQueries({ queryKey: ['modelSite', site.id] });
            toast({ text: shared.undone });
          } catch (error) {
            toast({ tone: 'error', text: problemText(error, language) });
          }
        },
      });
      router.history.push(`/mo-hinh/${site.id}`);
    },
  });
  const choose = (places: readonly Chosen[], on: boolean): void => {
    const next = new Map(chosen);
    for (const place of places) {
      if (on) next.set(place.id, place);
      else next.delete(place.id);
    }
    setChosen(next);
    setPreview(undefined);
  };
  return (
    <Page narrow>
      <PageHeader
        title={text.title}
        lead={text.lead(`${site.name || site.kind.name}, ${site.place.areaName}`)}
        crumbs={[
          { label: shared.section, href: '/mo-hinh' },
          { label: site.name || site.kind.name, href: `/mo-hinh/${site.id}` },
        ]}
      />
      <ModelsNav />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (preview && preview.founded > 0) void act.submit();
          else void look.submit({ places: chosen.size === 0 ? text.noPlaces : undefined });
        }}
      >
        <ErrorSummary errors={look.summary} />
        <ErrorSummary errors={act.summary} />
        <FormStack>
          <Places chosen={chosen} onChoose={choose} error={look.errorOf('places')} />
          <div className={css.pair}>
            <DateInput
              id="on"
              label={text.proposedOn}
              value={proposedOn}
              onChange={(day) => {
                setProposedOn(day);
                setPreview(undefined);
              }}
              error={look.errorOf('proposedOn')}
            />
            <DateInput
              id="by"
              label={text.launchBy}
              value={launchBy}
              onChange={(day) => {
                setLaunchBy(day);
                setPreview(undefined);
              }}
              error={look.errorOf('launchBy')}
            />
          </div>
          {preview && (
            <Banner tone="info" title={text.founded(preview.founded)} announce>
              <p>
                {text.steps(
                  preview.steps
                    .map(
                      ({ step, dueOn }) =>
                        `${(shared.step as Record<string, string>)[String(step)]} ${formatDate(dueOn, language)}`,
                    )
                    .join('; '),
                )}
              </p>
              <ul className={css.plain}>
                {preview.sites.map((place) => (
                  <li key={`${place.place.areaId} ${place.place.organizationId ?? ''}`}>
                    {place.name}
                    <span className={css.quiet}>
                      {' · '}
                      {place.path}
                      {place.existing &&
                        ` · ${text.exists} (${shared.state[place.existing.state].toLowerCase()})`}
                    </span>
                  </li>
                ))}
              </ul>
            </Banner>
          )}
          <ButtonRow>
            <Button kind="primary" type="submit" busy={look.busy || act.busy}>
              {preview && preview.founded > 0 ? text.apply(preview.founded) : text.preview}
            </Button>
            {preview && <Button onClick={() => setPreview(undefined)}>{text.change}</Button>}
            <ButtonLink href={`/mo-hinh/${site.id}`}>{shared.cancel}</ButtonLink>
          </ButtonRow>
        </FormStack>
      </form>
    </Page>
  );
}

function Places(props: {
  chosen: ReadonlyMap<string, Chosen>;
  onChoose: (places: readonly Chosen[], on: boolean) => void;
  error: string | undefined;
}): ReactNode {
  const text = useText(words);
  const [commune, setCommune] = useState<AreaHit | null>(null);
  const children = useQuery({
    queryKey: ['areaChildren', commune?.id],
    queryFn: ({ signal }) => call(listAreaChildren, { params: { id: commune?.id ?? '' }, query: {}, signal }),
    enabled: commune !== null,
  });
  const hamlets = (children.data?.children ?? [])
    .filter((child) => child.kind === 'hamlet' && child.closedOn === null)
    .map((child) => ({ id: child.id, name: child.fullName }));
  return (
    <Section title={text.where} lead={text.chosen(props.chosen.size)}>
      <AreaSearch
        id="places"
        label={text.commune}
        kinds={['commune']}
        value={commune}
        onChange={setCommune}
        error={props.error}
      />
      {commune && children.data && hamlets.length === 0 && <p className={css.quiet}>{text.childless}</p>}
      {hamlets.length > 0 && (
        <div className={css.stack}>
          <ButtonRow>
            <Button small onClick={() => props.onChoose(hamlets, true)}>
              {text.all}
            </Button>
            <Button small onClick={() => props.onChoose(hamlets, false)}>
              {text.none}
            </Button>
          </ButtonRow>
          {hamlets.map((hamlet) => (
            <Checkbox
              key={hamlet.id}
              label={hamlet.name}
              checked={props.chosen.has(hamlet.id)}
              onChange={(on) => props.onChoose([hamlet], on)}
            />
          ))}
        </div>
      )}
      <AreaSearch
        label={text.single}
        optional="unsaid"
        kinds={['commune', 'hamlet']}
        value={null}
        onChange={(hit) => hit && props.onChoose([{ id: hit.id, name: hit.fullName }], true)}
      />
    </Section>
  );
}
