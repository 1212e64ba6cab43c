import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/web/client.ts';
import { useLanguage } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Site } from '../model-site.contract.ts';
import { getModelSite, undoSiteChange } from '../models.contract.ts';
import { useModelWords } from './models.text.ts';

/** One site as its page shows it. */
export function useSite(id: string): UseQueryResult<Site> {
  return useQuery({
    queryKey: ['modelSite', id],
    queryFn: ({ signal }) => call(getModelSite, { params: { id }, signal }),
  });
}

/** What to do with an answer that is the site after a change: show it, and let lists look again. */
export function useTakeSite(): (site: Site) => void {
  const client = useQueryClient();
  return (site) => {
    client.setQueryData(['modelSite', site.id], site);
    void client.invalidateQueries({ queryKey: ['modelSites'] });
    void client.invalidateQueries({ queryKey: ['modelTasks'] });
    void client.invalidateQueries({ queryKey: ['modelSiteChanges', site.id] });
  };
}

/** Says that a change is done, with the button that takes it back. */
export function useSiteToast(): (text: string, site: Site) => void {
  const words = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const take = useTakeSite();
  return (text, site) =>
    toast({
      tone: 'success',
      text,
      undo: async () => {
        try {
          take(
            await call(undoSiteChange, { params: { id: site.id }, body: { baseRevision: site.revision } }),
          );
          toast({ text: words.undone });
        } catch (error) {
          toast({ tone: 'error', text: problemText(error, language) });
        }
      },
    });
}
