import { type ReactNode, useId, useState } from 'react';
import { stripDiacritics } from '../../../../../platform/text.ts';
import { useText } from '../../../../../platform/web/i18n.tsx';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import type { FieldTeam } from '../reference.ts';

/** More than this many are searched instead of looked through. */
const FEW = 8;

/** Who of the team is along: whoever came the last time is ticked already. Found also without accents. */
export function WhoAlong(props: {
  team: FieldTeam | undefined;
  absent: ReadonlySet<string>;
  onToggle: (id: string) => void;
}): ReactNode {
  const text = useText(fieldText);
  const id = useId();
  const [query, setQuery] = useState('');
  const members = props.team?.members ?? [{ id: '', name: text.me }];
  const words = stripDiacritics(query).split(' ').filter(Boolean);
  // Those along stand first: with twelve in a team and three who go, one look is enough.
  const found = members
    .filter(({ name }) => {
      const folded = stripDiacritics(name);
      return words.every((word) => folded.includes(word));
    })
    .toSorted((a, b) =>
      members.length > FEW ? Number(props.absent.has(a.id)) - Number(props.absent.has(b.id)) : 0,
    );
  return (
    <>
      {members.length > FEW && (
        <label className={css.label} htmlFor={id}>
          {text.search}
          <input
            id={id}
            className={css.input}
            value={query}
            autoComplete="off"
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
      )}
      <ul className={css.list}>
        {found.map((member) => (
          <li key={member.id}>
            <label className={css.tick}>
              <input
                type="checkbox"
                checked={!props.absent.has(member.id)}
                disabled={member.id === ''}
                onChange={() => props.onToggle(member.id)}
              />
              {member.name}
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
