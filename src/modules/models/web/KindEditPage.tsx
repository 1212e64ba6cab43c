import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { changeModelKind, createModelKind, getModelKind } from '../kinds.contract.ts';
import { type ModelKind, ModelSubject } from '../model-kind.contract.ts';
import { counted, definitionOf, draftOf, emptyDraft, type KindDraft } from './kind-draft.rules.ts';
import { kindsText } from './kinds.text.ts';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { formWord, useModelWords } from './models.text.ts';
import { ProvinceField, useOwnProvinces } from './ProvinceField.tsx';

const View = z.object({ tu: z.uuid().optional() });

const stepNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** A new kind of the province, empty or after the pattern of another (`?tu=`). */
export function NewKindPage(): ReactNode {
  const [{ tu }] = usePageSearch(View);
  return <LoadedKind id={tu} isNew />;
}

/** A province's own kind, to be changed. */
export function KindEditPage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id: string };
  return <LoadedKind id={id} isNew={false} />;
}

function LoadedKind({ id, isNew }: { id: string | undefined; isNew: boolean }): ReactNode {
  const text = useText(kindsText);
  const title = isNew ? text.newTitle : text.editTitle;
  usePageTitle(title);
  const kind = useQuery({
    queryKey: ['modelKind', id],
    queryFn: ({ signal }) => call(getModelKind, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  });
  if (id !== undefined && !kind.data)
    return (
      <Page narrow>
        <PageHeader title={title} />
        <LoadState error={kind.error} onAgain={() => void kind.refetch()} />
      </Page>
    );
  return <KindForm key={id ?? 'new'} pattern={kind.data} isNew={isNew} title={title} />;
}

function KindForm(props: { pattern: ModelKind | undefined; isNew: boolean; title: string }): ReactNode {
  const { pattern, isNew } = props;
  const text = useText(kindsText);
  const words = useModelWords();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const provinces = useOwnProvinces();
  const [id] = useState(() => uuidv7());
  const [chosen, setProvince] = useState<string | undefined>();
  const province = chosen ?? (provinces.length === 1 ? provinces[0]?.id : undefined);
  const [draft, setDraft] = useState<KindDraft>(
    pattern
      ? { ...draftOf(pattern.definition), ...(isNew ? { nameVi: '', nameEn: '', aliases: '' } : {}) }
      : emptyDraft,
  );
  const put = (part: Partial<KindDraft>): void => setDraft({ ...draft, ...part });
  const form = useSubmit({
    fields: {
      name: { id: 'kind-name' },
      'definition.name.vi': { id: 'kind-name' },
      aim: { id: 'kind-aim' },
      subjects: { id: 'kind-subjects' },
      forms: { id: 'kind-forms' },
      ownerId: { id: 'kind-province' },
    },
    send: () => {
      const definition = definitionOf(draft, pattern?.definition);
      return isNew
        ? call(createModelKind, { body: { id, ownerId: province ?? '', definition } })
        : call(changeModelKind, {
            params: { id: pattern?.id ?? '' },
            body: { baseRevision: pattern?.revision ?? 1, definition },
          });
    },
    done: async (kind) => {
      await client.invalidateQueries({ queryKey: ['modelKinds'] });
      client.setQueryData(['modelKind', kind.id], kind);
      toast({ tone: 'success', text: text.saved });
      router.history.push(`/mo-hinh/loai/${kind.id}`);
    },
  });
  return (
    <Page narrow>
      <PageHeader
        title={props.title}
        crumbs={[
          { label: words.section, href: '/mo-hinh' },
          { label: text.title, href: '/mo-hinh/loai' },
        ]}
      />
      <ModelsNav />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit({
            name: draft.nameVi.trim() ? undefined : text.noName,
            aim: draft.aim.trim() ? undefined : text.noAim,
            subjects: draft.subjects.length > 0 ? undefined : text.noSubject,
            forms: draft.ruleDays !== null && draft.ruleForms.length === 0 ? text.noForms : undefined,
            ownerId: isNew && !province ? text.noProvince : undefined,
          });
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          {isNew && provinces.length !== 1 && (
            <ProvinceField
              id="kind-province"
              label={text.province}
              value={province}
              onChange={setProvince}
              error={form.errorOf('ownerId')}
            />
          )}
          <TextInput
            id="kind-name"
            label={text.nameVi}
            value={draft.nameVi}
            maxLength={300}
            onChange={(nameVi) => put({ nameVi })}
            error={form.errorOf('name')}
          />
          <TextInput
            label={text.nameEn}
            help={text.nameEnHelp}
            optional
            value={draft.nameEn}
            maxLength={300}
            onChange={(nameEn) => put({ nameEn })}
          />
          <TextArea
            id="kind-aim"
            label={text.aimField}
            value={draft.aim}
            maxLength={2000}
            onChange={(aim) => put({ aim })}
            error={form.errorOf('aim')}
          />
          <fieldset id="kind-subjects" className={css.inset} tabIndex={-1}>
            <legend>{text.subjects}</legend>
            {form.errorOf('subjects') && <p className={css.late}>{form.errorOf('subjects')}</p>}
            <div className={css.pair}>
              {ModelSubject.options.map((subject) => (
                <Checkbox
                  key={subject}
                  label={words.subject[subject]}
                  checked={draft.subjects.includes(subject)}
                  onChange={(on) =>
                    put({
                      subjects: on
                        ? [...draft.subjects, subject]
                        : draft.subjects.filter((each) => each !== subject),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          <TextArea
            label={text.aliasesField}
            optional
            value={draft.aliases}
            onChange={(aliases) => put({ aliases })}
          />
          <TextArea label={text.coreField} optional value={draft.core} onChange={(core) => put({ core })} />
          <TextArea
            label={text.legalField}
            optional
            value={draft.legal}
            onChange={(legal) => put({ legal })}
          />
          <Section title={text.alive} lead={text.ruleHelp}>
            <fieldset id="kind-forms" className={css.inset} tabIndex={-1}>
              <legend>{text.ruleForms}</legend>
              {form.errorOf('forms') && <p className={css.late}>{form.errorOf('forms')}</p>}
              <div className={css.pair}>
                {counted.map((code) => (
                  <Checkbox
                    key={code}
                    label={formWord(words, code)}
                    checked={draft.ruleForms.includes(code)}
                    onChange={(on) =>
                      put({
                        ruleForms: on
                          ? [...draft.ruleForms, code]
                          : draft.ruleForms.filter((each) => each !== code),
                      })
                    }
                  />
                ))}
              </div>
            </fieldset>
            <div className={css.pair}>
              <NumberInput
                label={text.ruleCount}
                unit={text.ruleCountUnit}
                value={draft.ruleCount}
                onChange={(ruleCount) => put({ ruleCount })}
              />
              <NumberInput
                label={text.ruleDays}
                unit={text.ruleDaysUnit}
                optional
                value={draft.ruleDays}
                onChange={(ruleDays) => put({ ruleDays })}
              />
              <NumberInput
                label={text.checkMonths}
                unit={text.months}
                optional
                value={draft.checkMonths}
                onChange={(checkMonths) => put({ checkMonths })}
              />
              <NumberInput
                label={text.reviewMonths}
                unit={text.months}
                optional
                value={draft.reviewMonths}
                onChange={(reviewMonths) => put({ reviewMonths })}
              />
            </div>
            <Checkbox
              label={text.below}
              checked={draft.looksBelow}
              onChange={(looksBelow) => put({ looksBelow })}
            />
          </Section>
          <TextArea
            label={text.checklistField}
            optional
            rows={6}
            value={draft.checklist}
            onChange={(checklist) => put({ checklist })}
          />
          <Section title={text.steps}>
            {stepNumbers.map((step) => (
              <TextArea
                key={step}
                label={text.stepField(words.step[step])}
                optional
                rows={2}
                value={draft.papers[step] ?? ''}
                onChange={(value) => put({ papers: { ...draft.papers, [step]: value } })}
              />
            ))}
          </Section>
          <TextArea
            label={text.sourceField}
            optional
            value={draft.sources}
            onChange={(sources) => put({ sources })}
          />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={form.busy}>
              {words.save}
            </Button>
            <ButtonLink href={pattern ? `/mo-hinh/loai/${pattern.id}` : '/mo-hinh/loai'}>
              {words.cancel}
            </ButtonLink>
          </ButtonRow>
        </FormStack>
      </form>
    </Page>
  );
}
