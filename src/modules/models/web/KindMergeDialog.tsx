import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { type KindMergerPreview, mergeKinds, previewKindMerger, undoKindMerger } from '../kinds.contract.ts';
import type { ModelKind } from '../model-kind.contract.ts';
import { type KindChoice, KindSearch } from './KindSearch.tsx';
import { kindsText } from './kinds.text.ts';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { ProvinceField, useOwnProvinces } from './ProvinceField.tsx';

/** Merges a kind into another within a province: first what it would change, then in one act that can be undone. */
export function KindMergeDialog({ kind, onClose }: { kind: ModelKind; onClose: () => void }): ReactNode {
  const text = useText(kindsText);
  const words = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const provinces = useOwnProvinces();
  const [into, setInto] = useState<KindChoice | null>(null);
  const [chosen, setProvince] = useState<string | undefined>(kind.owner?.id);
  const [id] = useState(() => uuidv7());
  const [preview, setPreview] = useState<KindMergerPreview | undefined>();
  const province = chosen ?? (provinces.length === 1 ? provinces[0]?.id : undefined);
  const body = { fromId: kind.id, intoId: into?.id ?? '', areaId: province ?? '' };
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['modelKind'] });
    await client.invalidateQueries({ queryKey: ['modelKinds'] });
    await client.invalidateQueries({ queryKey: ['modelSites'] });
  };
  const look = useSubmit({
    fields: { intoId: { id: 'merge-into' }, areaId: { id: 'merge-province' } },
    send: () => call(previewKindMerger, { body }),
    done: setPreview,
  });
  const act = useSubmit({
    fields: { intoId: { id: 'merge-into' }, areaId: { id: 'merge-province' } },
    send: () => call(mergeKinds, { body: { ...body, id } }),
    done: async (made) => {
      await refresh();
      onClose();
      toast({
        tone: 'success',
        text: text.applied(made.sites),
        undo: async () => {
          try {
            await call(undoKindMerger, { params: { id: made.id } });
            await refresh();
            toast({ text: words.undone });
          } catch (error) {
            toast({ tone: 'error', text: problemText(error, language) });
          }
        },
      });
    },
  });
  return (
    <Dialog open onClose={onClose} title={text.mergeTitle} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (preview) void act.submit();
          else
            void look.submit({
              intoId: into ? undefined : text.chooseKind,
              areaId: province ? undefined : text.noProvince,
            });
        }}
      >
        <p className={css.quiet}>{text.mergeLead(kind.name[language])}</p>
        <ErrorSummary errors={look.summary} />
        <ErrorSummary errors={act.summary} />
        <FormStack>
          <KindSearch
            id="merge-into"
            label={text.into}
            except={kind.id}
            value={into}
            onChange={(next) => {
              setInto(next);
              setPreview(undefined);
            }}
            error={look.errorOf('intoId')}
          />
          {kind.owner === null && provinces.length !== 1 && (
            <ProvinceField
              id="merge-province"
              label={text.province}
              value={province}
              onChange={(next) => {
                setProvince(next);
                setPreview(undefined);
              }}
              error={look.errorOf('areaId')}
            />
          )}
          {preview && (
            <Banner tone="info" title={text.willMove(preview.sites)} announce>
              {preview.ends ? text.willEnd : text.staysElsewhere}
              <ul className={css.plain}>
                {preview.names.slice(0, 10).map((site) => (
                  <li key={site.id}>{site.title}</li>
                ))}
              </ul>
              {preview.doubles.length > 0 && (
                <>
                  <p>{text.doubles(String(preview.doubles.length))}</p>
                  <ul>
                    {preview.doubles.map((site) => (
                      <li key={site.id}>{site.title}</li>
                    ))}
                  </ul>
                </>
              )}
            </Banner>
          )}
          <ButtonRow>
            <Button kind="primary" type="submit" busy={look.busy || act.busy}>
              {preview ? text.apply : text.preview}
            </Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Dialog>
  );
}
