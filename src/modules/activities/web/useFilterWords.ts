import { formatDate, formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useKitText } from '../../../ui/kit.text.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { booksText } from './books.text.ts';
import { choicesByField, type ListSearch } from './list-search.ts';
import { usePlaceName } from './PlaceFilter.tsx';

/** What is being looked at, in words: "Tuần tra · Thôn Cấm · 15/12/2023–14/12/2024 · Đã gửi". */
export function useFilterWords(form: FormShape, view: ListSearch): string {
  const text = useText(booksText);
  const kit = useKitText();
  const [language] = useLanguage();
  const place = usePlaceName(view);
  const choices = Object.entries(choicesByField(view.choice)).map(([code, value]) => {
    const field = form.fields.find((each) => each.code === code);
    const found = field && 'choices' in field ? field.choices.find((each) => each.code === value) : undefined;
    return found ? `${field?.label[language]}: ${found.label[language]}` : value;
  });
  const { from, to } = view;
  const days =
    from && to
      ? formatWindow(from, to, language)
      : from
        ? text.fromDay(formatDate(from, language))
        : to
          ? text.toDay(formatDate(to, language))
          : '';
  const parts = [
    form.name[language],
    view.areaId ? place : '',
    days,
    view.state?.map((state) => kit[state]).join(', '),
    ...choices,
    view.q ? text.found(view.q) : '',
    view.mine === 'true' ? text.mineWords : '',
    view.importId ? text.importWords : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
