import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { useMay, useMe } from '../../accounts/web/me.ts';
import { AreaChildren } from './AreaChildren.tsx';
import { AreaSearch } from './AreaSearch.tsx';
import css from './Areas.module.css';
import { areasText } from './areas.text.ts';
import { Organizations } from './Organizations.tsx';
import { operationsText } from './operations.text.ts';
import { useArea } from './useAreas.ts';

/** Which places, since when: the own place with what hangs under it, and any other by its present or former name. */
export function AreasPage(): ReactNode {
  const text = useText(areasText);
  const operations = useText(operationsText);
  const may = useMay();
  const { assignments } = useMe();
  usePageTitle(text.title);
  const own = [...new Map(assignments.map((given) => [given.areaId, given])).values()];
  const [only] = own;
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={
          may('hamlets.write') && (
            <ButtonLink href="/quan-tri/dia-ban" icon="history">
              {operations.title}
            </ButtonLink>
          )
        }
      />
      <FindArea />
      {own.length > 1 && (
        <TaskList
          items={own.map((given) => ({
            key: given.areaId,
            title: <Link href={`/dia-ban/${given.areaId}`}>{given.areaName}</Link>,
          }))}
        />
      )}
      {own.length === 1 && only && <OwnArea id={only.areaId} />}
    </Page>
  );
}

/** Any place of today or of before, opened as soon as it is chosen. */
export function FindArea(): ReactNode {
  const text = useText(areasText);
  const router = useRouter();
  return (
    <div className={css.find}>
      <AreaSearch
        label={text.find}
        placeholder={text.findHint}
        kinds={['province', 'commune', 'hamlet']}
        value={null}
        onChange={(hit) => hit && router.history.push(`/dia-ban/${hit.id}`)}
      />
    </div>
  );
}

function OwnArea({ id }: { id: string }): ReactNode {
  const language = useUiLanguage();
  const { data, error } = useArea(id);
  if (error) return <Banner tone="error">{problemText(error, language)}</Banner>;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      <Section>
        <p className={css.what}>
          <Link href={`/dia-ban/${id}`}>
            <strong>{data.fullName}</strong>
          </Link>
          {data.path && `, ${data.path}`}
        </p>
      </Section>
      {data.kind !== 'hamlet' && <AreaChildren area={data} />}
      {data.kind !== 'province' && data.kind !== 'country' && <Organizations area={data} />}
    </>
  );
}
