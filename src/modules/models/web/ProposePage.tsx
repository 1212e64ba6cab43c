import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { defineMessages, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import type { EntryValue } from '../../activities/field.contract.ts';
import { PlaceField } from '../../activities/web/PlaceField.tsx';
import { asPlace, usePlaces } from '../../activities/web/places.ts';
import type { AreaHit } from '../../areas/areas.contract.ts';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import { getModelKind } from '../kinds.contract.ts';
import { proposeModelSite } from '../models.contract.ts';
import { planSteps } from '../site-plan.rules.ts';
import { type KindChoice, KindSearch } from './KindSearch.tsx';
import { ModelsNav } from './ModelsNav.tsx';
import { useModelWords } from './models.text.ts';
import { siteText } from './site.text.ts';
import { localToday } from './today.ts';
import { useSiteToast, useTakeSite } from './useSite.ts';

const words = defineMessages({
  vi: {
    title: 'Đề xuất điểm mô hình',
    lead: 'Bước đầu của một mô hình. Sau đó khảo sát, ra nghị quyết, thành lập tổ, ký cam kết và ra mắt.',
    launchBy: 'Dự kiến ra mắt trước',
    launchByHelp: 'Chương trình chia hạn cho từng bước và nhắc trên trang Hôm nay.',
    propose: 'Đề xuất',
    proposed: 'Đã đề xuất điểm mô hình.',
    noKind: 'Chọn loại mô hình',
    noPlace: 'Chọn nơi thực hiện',
  },
  en: {
    title: 'Propose a model site',
    lead: 'The first step of a model. Survey, resolution, founding, pledges and launch follow.',
    launchBy: 'Launch planned by',
    launchByHelp: 'The program gives each step its day and reminds on the page Today.',
    propose: 'Propose',
    proposed: 'The site is proposed.',
    noKind: 'Choose a kind',
    noPlace: 'Choose a place',
  },
});

const View = z.object({ loai: z.uuid().optional() });

/** The birth of a model: which kind, where, until when. */
export function ProposePage(): ReactNode {
  const text = useText(words);
  const site = useText(siteText);
  const shared = useModelWords();
  usePageTitle(text.title);
  const router = useRouter();
  const [view] = usePageSearch(View);
  const [id] = useState(() => uuidv7());
  const [chosen, setChosen] = useState<KindChoice | null | undefined>();
  const [place, setPlace] = useState<EntryValue>(null);
  const [area, setArea] = useState<AreaHit | null>(null);
  const [proposedOn, setProposedOn] = useState(localToday());
  const [launchBy, setLaunchBy] = useState('');
  const [name, setName] = useState('');
  const [coreForce, setCoreForce] = useState('');
  const [responsible, setResponsible] = useState('');
  const [members, setMembers] = useState<number | null>(null);
  const places = usePlaces();
  const given = useQuery({
    queryKey: ['modelKind', view.loai],
    queryFn: ({ signal }) => call(getModelKind, { params: { id: view.loai ?? '' }, signal }),
    enabled: view.loai !== undefined,
  });
  const kind = chosen === undefined ? (given.data ?? null) : chosen;
  const own = places.data ?? [];
  const where = own.length > 0 ? asPlace(place ?? undefined) : area ? { areaId: area.id } : undefined;
  const take = useTakeSite();
  const say = useSiteToast();
  const form = useSubmit({
    fields: {
      kindId: { id: 'kind' },
      place: { id: 'place' },
      proposedOn: { id: 'on' },
      'place.areaId': { id: 'place' },
    },
    send: async () => {
      const kindId = kind?.id ?? '';
      const { definition } = await call(getModelKind, { params: { id: kindId } });
      const plan = launchBy ? planSteps(definition.steps, proposedOn, launchBy, false) : [];
      return call(proposeModelSite, {
        body: {
          id,
          kindId,
          place: where ?? { areaId: '' },
          proposedOn,
          ...{ name, coreForce, responsible, declaredMembers: members, plan },
        },
      });
    },
    done: (after) => {
      take(after);
      say(text.proposed, after);
      router.history.push(`/mo-hinh/${after.id}`);
    },
  });
  return (
    <Page narrow>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: shared.section, href: '/mo-hinh' }]}
      />
      <ModelsNav />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit({
            kindId: kind ? undefined : text.noKind,
            place: where ? undefined : text.noPlace,
          });
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          <KindSearch
            id="kind"
            label={site.kind}
            value={kind}
            onChange={setChosen}
            error={form.errorOf('kindId')}
          />
          {own.length > 0 ? (
            <PlaceField
              id="place"
              label={site.place}
              value={place ?? undefined}
              places={own}
              onValue={setPlace}
              error={form.errorOf('place')}
            />
          ) : (
            <AreaSearch
              id="place"
              label={site.place}
              kinds={['commune', 'hamlet']}
              value={area}
              onChange={setArea}
              error={form.errorOf('place')}
            />
          )}
          <DateInput
            id="on"
            label={site.proposedOn}
            value={proposedOn}
            onChange={setProposedOn}
            max={localToday()}
            error={form.errorOf('proposedOn')}
          />
          <DateInput
            label={text.launchBy}
            help={text.launchByHelp}
            optional
            value={launchBy}
            onChange={setLaunchBy}
          />
          <TextInput
            label={site.name}
            help={site.nameHelp}
            optional
            value={name}
            onChange={setName}
            maxLength={200}
          />
          <TextInput label={site.core} optional value={coreForce} onChange={setCoreForce} maxLength={200} />
          <TextInput
            label={site.responsible}
            optional
            value={responsible}
            onChange={setResponsible}
            maxLength={200}
          />
          <NumberInput label={site.members} optional value={members} onChange={setMembers} />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={form.busy}>
              {text.propose}
            </Button>
            <ButtonLink href="/mo-hinh">{shared.cancel}</ButtonLink>
          </ButtonRow>
        </FormStack>
      </form>
    </Page>
  );
}
