import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { Site, SiteSummary } from '../model-site.contract.ts';
import { endModelSite, listModelSites, previewModelSiteEnding } from '../models.contract.ts';
import { placeTitle } from '../site-words.rules.ts';
import { useModelWords } from './models.text.ts';
import { siteText } from './site.text.ts';
import { localToday } from './today.ts';
import { useSiteToast, useTakeSite } from './useSite.ts';

const goesOn = ['launched', 'active', 'dormant', 'replicated'] as const;

/** Ends a site: retired, or merged into one that goes on. */
export function EndDialog({ site, onClose }: { site: Site; onClose: () => void }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const id = useId();
  const take = useTakeSite();
  const say = useSiteToast();
  const [how, setHow] = useState('retire');
  const [into, setInto] = useState<SiteSummary | null>(null);
  const [on, setOn] = useState(localToday());
  const [reason, setReason] = useState('');
  const form = useSubmit({
    fields: { on: { id: `${id}-on` }, reason: { id: `${id}-why` }, intoId: { id: `${id}-into` } },
    send: () =>
      call(endModelSite, {
        params: { id: site.id },
        body: {
          baseRevision: site.revision,
          ...{ on, reason },
          ...(how === 'merge' && into ? { intoId: into.id } : {}),
        },
      }),
    done: (after) => {
      take(after);
      say(text.ended, after);
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={text.endTitle}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit({ intoId: how === 'merge' && !into ? text.into : undefined });
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          <RadioGroup
            label={text.endHow}
            value={how}
            onChange={setHow}
            choices={[
              { value: 'retire', label: text.retire, help: text.retireHelp },
              { value: 'merge', label: text.merge },
            ]}
          />
          {how === 'merge' && (
            <Combobox<SiteSummary>
              id={`${id}-into`}
              label={text.into}
              value={into}
              onChange={setInto}
              error={form.errorOf('intoId')}
              itemKey={(each) => each.id}
              itemText={(each) => `${each.name || each.kind.name}, ${each.place.areaName}`}
              itemNote={(each) => placeTitle(each.path, each.place.organizationName)}
              search={async (query, signal) => {
                const q = query.trim();
                const { items } = await call(listModelSites, {
                  query: { limit: 30, state: [...goesOn], ...(q ? { q } : {}) },
                  signal,
                });
                return items.filter((each) => each.id !== site.id);
              }}
            />
          )}
          <Consequences site={site} into={how === 'merge' ? into : null} how={how} />
          <DateInput
            id={`${id}-on`}
            label={text.endOn}
            value={on}
            onChange={setOn}
            max={localToday()}
            error={form.errorOf('on')}
          />
          <TextInput
            id={`${id}-why`}
            label={text.endReason}
            value={reason}
            onChange={setReason}
            maxLength={500}
            error={form.errorOf('reason')}
          />
          <ButtonRow>
            <Button kind="danger" type="submit" busy={form.busy}>
              {text.endButton}
            </Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Dialog>
  );
}

/** What goes over to the other site, or is left where it is, said before anything is done. */
function Consequences({ site, into, how }: { site: Site; into: SiteSummary | null; how: string }): ReactNode {
  const text = useText(siteText);
  const intoId = into?.id;
  const preview = useQuery({
    queryKey: ['modelSite', site.id, 'ending', intoId],
    queryFn: ({ signal }) =>
      call(previewModelSiteEnding, { params: { id: site.id }, body: intoId ? { intoId } : {}, signal }),
    enabled: how === 'retire' || intoId !== undefined,
  });
  if (!preview.data) return null;
  const { teams, committees, openTasks, into: onto } = preview.data;
  if (!onto && teams.length + committees.length + openTasks === 0) return null;
  return (
    <Banner tone="info" title={onto ? text.goesOver(onto.title) : text.staysBehind} announce>
      <ul>
        {teams.map((team) => (
          <li key={team.id}>
            {team.name}, {team.areaName}
          </li>
        ))}
        {committees.map((committee) => (
          <li key={committee.id}>{committee.name}</li>
        ))}
        {onto && teams.length + committees.length === 0 && <li>{text.nothingGoesOver}</li>}
        {openTasks > 0 && <li>{text.tasksFallAway(String(openTasks))}</li>}
        {onto?.counts === 'declared' && teams.length > 0 && <li>{text.toldByHand}</li>}
      </ul>
    </Banner>
  );
}
