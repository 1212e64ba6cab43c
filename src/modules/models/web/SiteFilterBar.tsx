import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import type { usePageSearch } from '../../../platform/web/search.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { usePlaceName } from '../../activities/web/PlaceFilter.tsx';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import { getModelKind } from '../kinds.contract.ts';
import { SiteState } from '../model-site.contract.ts';
import { type KindChoice, KindSearch } from './KindSearch.tsx';
import { useModelWords } from './models.text.ts';
import { sitesText } from './sites.text.ts';

/** The list of sites as its address says it. */
export const SitesView = z.object({
  q: z.string().max(200).optional(),
  loai: z.uuid().optional(),
  trangThai: z.preprocess(
    (given) => (typeof given === 'string' ? [given] : given),
    z.array(SiteState).optional(),
  ),
  diaBan: z.uuid().optional(),
  quaHan: z.enum(['true']).optional(),
  tu: z.string().max(200).optional(),
  trang: z.coerce.number().int().min(1).catch(1).default(1),
});
export type SitesView = z.output<typeof SitesView>;
type Change = ReturnType<typeof usePageSearch<typeof SitesView>>[1];

/** Back to the first page, where a filter changes. */
export const firstPage = { tu: undefined, trang: undefined };

/** Words, kind, state and place. */
export function SiteFilterBar({ view, change }: { view: SitesView; change: Change }): ReactNode {
  const text = useText(sitesText);
  const words = useModelWords();
  const [typed, setTyped] = useState(view.q ?? '');
  const kind = useKindChoice(view.loai);
  useEffect(() => {
    if (typed.trim() === (view.q ?? '')) return;
    const timer = window.setTimeout(() => change({ q: typed.trim(), ...firstPage }, { replace: true }), 250);
    return () => window.clearTimeout(timer);
  }, [typed, view.q, change]);
  const place = usePlaceName({ areaId: view.diaBan, organizationId: undefined });
  const state = view.trangThai?.length === 1 ? view.trangThai[0] : '';
  return (
    <Toolbar
      label={text.filters}
      words={view.diaBan && place}
      end={
        isFiltered(view) && (
          <Button
            small
            icon="close"
            onClick={() => {
              setTyped('');
              change({
                q: undefined,
                loai: undefined,
                trangThai: undefined,
                diaBan: undefined,
                quaHan: undefined,
                ...firstPage,
              });
            }}
          >
            {text.clear}
          </Button>
        )
      }
    >
      <TextInput label={text.search} optional="unsaid" type="search" value={typed} onChange={setTyped} />
      <KindSearch
        label={text.kindFilter}
        optional="unsaid"
        value={kind}
        onChange={(next) => change({ loai: next?.id, ...firstPage })}
      />
      <Select
        label={text.stateFilter}
        optional="unsaid"
        value={state ?? ''}
        placeholder={text.anyState}
        onChange={(next) => change({ trangThai: next || undefined, ...firstPage })}
        choices={SiteState.options.map((value) => ({ value, label: words.state[value] }))}
      />
      <AreaSearch
        label={text.areaFilter}
        optional="unsaid"
        kinds={['province', 'commune', 'hamlet']}
        value={null}
        onChange={(hit) => hit && change({ diaBan: hit.id, ...firstPage })}
      />
    </Toolbar>
  );
}

/** Whether the list is narrowed in any way. */
export function isFiltered(view: SitesView): boolean {
  return Boolean(view.q || view.loai || view.trangThai?.length || view.diaBan || view.quaHan);
}

function useKindChoice(id: string | undefined): KindChoice | null {
  const { data } = useQuery({
    queryKey: ['modelKind', id],
    queryFn: ({ signal }) => call(getModelKind, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  });
  return id === undefined || !data ? null : data;
}
