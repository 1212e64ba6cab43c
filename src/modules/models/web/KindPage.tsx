import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { getModelKind, undoKindMerger } from '../kinds.contract.ts';
import type { ModelKind } from '../model-kind.contract.ts';
import { KindMergeDialog } from './KindMergeDialog.tsx';
import { kindsText } from './kinds.text.ts';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { formWord, useModelWords } from './models.text.ts';

/** One kind: what it is for, how it lives, by what it is checked, where that was read. */
export function KindPage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id: string };
  const text = useText(kindsText);
  const [language] = useLanguage();
  const kind = useQuery({
    queryKey: ['modelKind', id],
    queryFn: ({ signal }) => call(getModelKind, { params: { id }, signal }),
  });
  usePageTitle(kind.data?.name[language] ?? text.title);
  if (!kind.data)
    return (
      <Page>
        <PageHeader title={text.title} />
        <LoadState error={kind.error} onAgain={() => void kind.refetch()} lines={10} />
      </Page>
    );
  return <TheKind kind={kind.data} />;
}

function TheKind({ kind }: { kind: ModelKind }): ReactNode {
  const text = useText(kindsText);
  const words = useModelWords();
  const [language] = useLanguage();
  const [merging, setMerging] = useState(false);
  const { definition } = kind;
  const say = (texts: readonly { vi: string; en: string }[]): string =>
    texts.map((each) => each[language]).join('; ');
  return (
    <Page>
      <PageHeader
        title={kind.name[language]}
        lead={kind.aim[language]}
        crumbs={[
          { label: words.section, href: '/mo-hinh' },
          { label: text.title, href: '/mo-hinh/loai' },
        ]}
        action={
          kind.can.propose && (
            <ButtonLink kind="primary" icon="plus" href={`/mo-hinh/moi?loai=${kind.id}`}>
              {text.propose}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      {kind.mergedInto && (
        <Banner tone="info">
          {text.mergedInto}{' '}
          <Link href={`/mo-hinh/loai/${kind.mergedInto.id}`}>{kind.mergedInto.name[language]}</Link>.
        </Banner>
      )}
      <ButtonRow>
        <ButtonLink href={`/mo-hinh?loai=${kind.id}`}>
          {text.seeSites(formatNumber(kind.sites, language))}
        </ButtonLink>
        {kind.can.edit && (
          <ButtonLink icon="edit" href={`/mo-hinh/loai/${kind.id}/sua`}>
            {text.edit}
          </ButtonLink>
        )}
        {kind.can.copy && <ButtonLink href={`/mo-hinh/loai/moi?tu=${kind.id}`}>{text.copy}</ButtonLink>}
        {kind.can.merge && <Button onClick={() => setMerging(true)}>{text.merge}</Button>}
      </ButtonRow>
      <Section>
        <DescriptionList
          items={[
            { term: text.subjects, value: kind.subjects.map((subject) => words.subject[subject]).join(', ') },
            { term: text.core, value: say(definition.coreForces) },
            { term: text.legal, value: say(definition.legalBasis) },
            { term: text.aliases, value: definition.aliases.join('; ') },
            { term: text.owner, value: kind.owner?.name ?? text.program },
          ].filter((item) => item.value)}
        />
      </Section>
      <Section title={text.alive}>
        <ul className={css.plain}>
          {definition.rule.needs.map((need) => (
            <li key={need.forms.join()}>
              {text.need(
                need.count,
                need.forms.map((code) => formWord(words, code)).join(', '),
                need.withinDays,
              )}
            </li>
          ))}
          {definition.rule.needs.length === 0 && <li>{text.noNeed}</li>}
          {definition.rule.looksBelow && <li>{text.below}</li>}
          {definition.rule.checkEveryMonths && <li>{text.checks(definition.rule.checkEveryMonths)}</li>}
          {definition.rule.reviewEveryMonths && <li>{text.reviews(definition.rule.reviewEveryMonths)}</li>}
        </ul>
      </Section>
      {definition.checklist.length > 0 && (
        <Section title={text.checklist}>
          <ul className={css.plain}>
            {definition.checklist.map((item) => (
              <li key={item.code}>{item.text[language]}</li>
            ))}
          </ul>
        </Section>
      )}
      {definition.steps.length > 0 && (
        <Section title={text.steps}>
          <ol className={css.steps}>
            {definition.steps.map((step) => (
              <li key={step.step} className={css.step}>
                <span className={cx(css.number)} aria-hidden="true">
                  {step.step}
                </span>
                <div className={css.words}>
                  <p className={css.strong}>{(words.step as Record<string, string>)[String(step.step)]}</p>
                  <p className={css.quiet}>{say(step.papers)}</p>
                </div>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {definition.sources.length > 0 && (
        <Section title={text.sources}>
          <ul className={css.plain}>
            {definition.sources.map((source) => (
              <li key={source.text.vi}>
                {source.text[language]}
                {!source.verified && <span className={css.quiet}> ({words.unverified})</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {kind.mergers.length > 0 && <Mergers kind={kind} />}
      {merging && <KindMergeDialog kind={kind} onClose={() => setMerging(false)} />}
    </Page>
  );
}

function Mergers({ kind }: { kind: ModelKind }): ReactNode {
  const text = useText(kindsText);
  const words = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  async function undo(id: string): Promise<void> {
    try {
      await call(undoKindMerger, { params: { id } });
      await client.invalidateQueries({ queryKey: ['modelKind'] });
      await client.invalidateQueries({ queryKey: ['modelKinds'] });
      toast({ tone: 'success', text: words.undone });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Section title={text.mergers}>
      <ul className={css.plain}>
        {kind.mergers.map((merger) => (
          <li key={merger.id}>
            {text.merger(
              merger.fromName,
              merger.areaName,
              merger.sites,
              formatDate(merger.at.slice(0, 10), language),
            )}{' '}
            {merger.undone && <span className={css.quiet}>({text.mergerUndone})</span>}
            {merger.canUndo && (
              <Button small kind="quiet" onClick={() => void undo(merger.id)}>
                {text.undoMerger}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
