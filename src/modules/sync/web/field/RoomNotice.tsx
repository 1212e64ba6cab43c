import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { NotKept } from './engine.ts';
import css from './field.module.css';
import { useField } from './field-context.ts';
import type { OutboxItem } from './outbox.rules.ts';
import { roomText } from './room.text.ts';
import { isDiskFull, isLow } from './store/room.ts';

/** Says that room runs low before it hurts, and what helps; nothing where there is enough. */
export function RoomNotice(): ReactNode {
  const text = useText(roomText);
  const { state } = useField();
  if (!isLow(state.room)) return null;
  return (
    <section className={css.alarm}>
      <p>{text.low}</p>
      <ClearButton />
    </section>
  );
}

/** Takes off the phone what is at the commune; nothing where nothing has arrived. */
export function ClearButton(): ReactNode {
  const text = useText(roomText);
  const { engine, state } = useField();
  const arrived = state.items.filter((item) => item.state === 'arrived').length;
  if (arrived === 0) return null;
  return (
    <button type="button" className={css.second} onClick={() => void engine.clearArrived()}>
      {text.clear(arrived)}
    </button>
  );
}

/**
 * Runs what writes to the phone. Where that is full, `notice` says so, what was typed stays, and it can be carried off as
 * a file; `keeping` gives whether it was written.
 */
export function useKeeping(): {
  keeping: (work: () => Promise<void>) => Promise<boolean>;
  notice: ReactNode;
} {
  const [full, setFull] = useState<{ item?: OutboxItem }>();
  const keeping = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      setFull(undefined);
      return true;
    } catch (error) {
      if (error instanceof NotKept) setFull({ item: error.item });
      else if (isDiskFull(error)) setFull({});
      else throw error;
      return false;
    }
  };
  return { keeping, notice: full ? <FullNotice {...full} /> : <RoomNotice /> };
}

function FullNotice({ item }: { item?: OutboxItem }): ReactNode {
  const text = useText(roomText);
  const { engine } = useField();
  return (
    <section className={css.alarm} role="alert">
      <p className={css.problem}>{text.full}</p>
      <ClearButton />
      {item && (
        <button
          type="button"
          className={css.second}
          onClick={() => void import('./export-file.ts').then(({ saveFile }) => saveFile(engine, [item]))}
        >
          {text.export}
        </button>
      )}
    </section>
  );
}
