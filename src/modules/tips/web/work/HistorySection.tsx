import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import type { TipEvent } from '../../tip-work.contract.ts';
import type { OpenedOffice } from '../keys/office-secrets.ts';
import { wordsQuery } from '../keys/tip-queries.ts';
import type { TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';
import { tipWords } from './tips.text.ts';
import css from './work.module.css';

/** What happened to the report, the latest first; notes of the office open with the key. */
export function HistorySection({ work, opened }: TipPart): ReactNode {
  const text = useText(tipText);
  const may = useMay();
  return (
    <>
      {work.redacted && (
        <Section title={text.redacted} lead={text.redactedHelp}>
          <SealedWords sealed={work.redacted.sealed} opened={opened} />
        </Section>
      )}
      <Section
        title={text.history}
        action={may('readings.read') && <Link href={`/tin-bao/so-doc?tin=${work.id}`}>{text.readings}</Link>}
      >
        {work.events.length === 0 && <p className={css.second}>{text.noHistory}</p>}
        <ol className={css.history}>
          {work.events
            .toSorted((a, b) => b.seq - a.seq)
            .map((event) => (
              <Event key={event.seq} event={event} opened={opened} members={work.members} />
            ))}
        </ol>
      </Section>
    </>
  );
}

function Event(props: {
  event: TipEvent;
  opened: OpenedOffice | undefined;
  members: readonly { id: string; name: string }[];
}): ReactNode {
  const words = useText(tipWords);
  const language = useUiLanguage();
  const details = useDetails();
  const { event } = props;
  const more = details(event, props.members);
  return (
    <li>
      <strong>{words[`what_${event.what}`]}</strong>
      {more !== '' && <> · {more}</>}
      <span className={css.second}>
        {formatInstant(event.at, language)} · {event.by.name} · {event.office.name}
      </span>
      {event.note !== null && <SealedWords sealed={event.note} opened={props.opened} />}
    </li>
  );
}

/** The codes of a step in words. */
function useDetails(): (event: TipEvent, members: readonly { id: string; name: string }[]) => string {
  const words = useText(tipWords);
  const language = useUiLanguage();
  const known = useQuery(wordsQuery).data;
  return ({ what, details }, members) => {
    const said = Object.entries(details).map(([name, value]) => {
      const code = String(value);
      if (name === 'class') return words[`class_${code}` as keyof typeof words] as string | undefined;
      if (name === 'to' && what === 'assigned') return members.find(({ id }) => id === code)?.name;
      if (name === 'to') return words[`agency_${code}` as keyof typeof words] as string | undefined;
      if (name === 'outcome') return known?.outcomes.find((one) => one.code === code)?.name[language];
      if (name === 'harm') return known?.harms.find((one) => one.code === code)?.name[language];
      if (name === 'clock') return known?.clocks.find((one) => one.code === code)?.name[language];
      if (name === 'reason')
        return Object.values(known?.reasons ?? {})
          .flat()
          .find((one) => one.code === code)?.name[language];
      return undefined;
    });
    return said.filter((one) => one !== undefined).join(', ');
  };
}

/** Words sealed for the office. */
function SealedWords({ sealed, opened }: { sealed: string; opened: OpenedOffice | undefined }): ReactNode {
  const text = useText(tipText);
  const [words, setWords] = useState<string | undefined>();
  useEffect(() => {
    let isOver = false;
    setWords(undefined);
    if (opened)
      void import('./open-tip.ts')
        .then(({ openNote }) => openNote(sealed, opened))
        .then((found) => isOver || setWords(found ?? text.damaged));
    return () => {
      isOver = true;
    };
  }, [sealed, opened, text]);
  if (opened === undefined) return <p className={css.second}>{text.noteLocked}</p>;
  return <p className={css.body}>{words ?? '…'}</p>;
}
