import { type ReactNode, useState } from 'react';
import type { LocalText } from '../../../../platform/text.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { useMay } from '../../../accounts/web/me.ts';
import type { Form } from '../../../activities/form.contract.ts';
import { activitySummary } from '../../../activities/summary.rules.ts';
import { useForms } from '../../../activities/web/forms.ts';
import type { SyncItem } from '../../sync.contract.ts';
import { ItemChoice } from './ItemChoice.tsx';
import { ItemRepair } from './ItemRepair.tsx';
import { ItemWays } from './ItemWays.tsx';
import { phoneValues } from './item-values.rules.ts';
import { itemsText } from './items.text.ts';
import css from './phones.module.css';
import { UnknownForm } from './UnknownForm.tsx';

/** One entry that waits: what it says, why it waits, and the ways out. Only one at a time is open for repair. */
export function ItemCard(props: {
  item: SyncItem;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}): ReactNode {
  const { item, isOpen, onOpen } = props;
  const text = useText(itemsText);
  const language = useUiLanguage();
  const may = useMay();
  const forms = useForms().data ?? [];
  const own = forms.find(({ code }) => code === item.form);
  const [chosen, setChosen] = useState('');
  const form = own ?? forms.find(({ code }) => code === chosen);
  const isEntry = item.kind === 'activity.save';
  const title = itemTitle(item, own, language);
  return (
    <article className={css.item} aria-label={`${title} ${item.person.name}`}>
      <h3>
        {title} · {item.areaName}
      </h3>
      <p className={css.quiet}>
        {text.madeBy(item.person.name, item.phoneName)} · {formatInstant(item.madeAt, language)}
      </p>
      {item.broughtBy && <Banner tone="warn">{text.broughtBy(item.broughtBy.name, item.person.name)}</Banner>}
      {item.payload === null && <p>{text.notShown}</p>}
      {own && <p>{activitySummary(own, phoneValues(item))[language]}</p>}
      <Reasons item={item} form={own} />
      {item.payload !== null && may('activities.write') && (
        <>
          {item.outcome === 'conflict' && own && <ItemChoice item={item} form={own} />}
          {isOpen && isEntry && !own && (
            <UnknownForm item={item} forms={forms} form={form} onChoose={setChosen} />
          )}
          {isOpen && form && (
            <ItemRepair key={form.code} item={item} form={form} onCancel={() => onOpen(false)} />
          )}
          <ItemWays item={item} isOpen={isOpen} onOpen={onOpen} />
        </>
      )}
    </article>
  );
}

/** Commands that are no entries of books, in words. */
const acts: Readonly<Partial<Record<SyncItem['kind'], LocalText>>> = {
  'patrol.begin': { vi: 'Báo bắt đầu tuần tra', en: 'A patrol set out' },
  'patrol.end': { vi: 'Báo tuần tra về', en: 'A patrol is back' },
  'gong.sound': { vi: 'Đánh mõ', en: 'The gong was sounded' },
  'task.answer': { vi: 'Kiểm tra hoặc sơ kết mô hình', en: 'A check or a review of a model' },
  'household.add': { vi: 'Thêm hộ vào danh sách', en: 'A household was added' },
  'pledge.sign': { vi: 'Ký cam kết', en: 'A pledge was signed' },
  'pledge.withdraw': { vi: 'Rút cam kết', en: 'A pledge was withdrawn' },
  'message.reply': { vi: 'Trả lời tin của xã', en: 'A reply to the commune' },
};

/** What an item is called: its book, or what was done. */
export function itemTitle(item: SyncItem, form: Form | undefined, language: 'vi' | 'en'): string {
  const text = itemsText[language];
  if (item.kind !== 'activity.save') return acts[item.kind]?.[language] ?? text.act;
  return form?.name[language] ?? text.unknownForm(item.form ?? '?');
}

/** Why it waits: what was found, and what would be right, each with the name of its field. */
function Reasons({ item, form }: { item: SyncItem; form: Form | undefined }): ReactNode {
  const language = useUiLanguage();
  const { problem } = item;
  if (!problem) return null;
  const title = language === 'vi' ? problem.titleVi : problem.title;
  const lines = (problem.fields ?? []).map(({ path, code, expected }) => {
    const field = form?.fields.find((one) => `values.${one.code}` === path)?.label[language];
    return `${field ? `${field}: ` : ''}${expected?.[language] ?? code}`;
  });
  return <Banner tone="warn">{[title, ...lines].join(' · ')}</Banner>;
}
