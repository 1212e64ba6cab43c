import { type ReactNode, useState } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { TextArea } from '../../../ui/form/TextInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { ReportDetail, ReportSectionView } from '../report.contract.ts';
import { type ReportTexts, reportLimits } from '../report-content.contract.ts';
import css from './report.module.css';
import { reportText } from './report.text.ts';
import { SectionFigures } from './SectionFigures.tsx';

interface SectionProps {
  report: ReportDetail;
  section: ReportSectionView;
  texts: ReportTexts;
  onChange: (texts: ReportTexts) => void;
}

/** One heading of the report: its figures, what will be printed of them, and what the officer writes. */
export function SectionEditor(props: SectionProps): ReactNode {
  const { report, section } = props;
  const [language] = useLanguage();
  const title = section.title[language];
  const hasFigures = section.figures.length > 0;
  return (
    <Section title={section.number === '' ? title : `${section.number}. ${title}`}>
      {hasFigures && <SectionFigures report={report} title={title} figures={section.figures} />}
      <div className={section.counted ? `${css.section} ${css.pair}` : css.section}>
        {section.counted && <CountedSentence {...props} />}
        <Addition {...props} title={title} />
      </div>
      {section.reported.map((line) => (
        <p key={line} className={css.source}>
          {line}
        </p>
      ))}
    </Section>
  );
}

/** The sentence made from the figures, or the officer's own in its place. */
function CountedSentence({ report, section, texts, onChange }: SectionProps): ReactNode {
  const text = useText(reportText);
  const { counted } = section;
  const own = counted ? texts.sentences[counted] : undefined;
  const [writes, setWrites] = useState(own !== undefined && own !== '');
  if (!counted) return null;
  const write = (sentence: string): void =>
    onChange({ ...texts, sentences: { ...texts.sentences, [counted]: sentence } });
  if (!writes) {
    return (
      <div className={css.write}>
        <Sentences heading={text.printed} sentences={section.sentences} />
        {report.can.write && (
          <Button
            small
            kind="quiet"
            icon="edit"
            onClick={() => {
              setWrites(true);
              write(section.sentences.join('\n'));
            }}
          >
            {text.writeOwn}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={css.write}>
      <TextArea
        label={text.ownSentence}
        help={text.paragraphs}
        optional
        rows={5}
        maxLength={reportLimits.sentence}
        readOnly={!report.can.write}
        value={own ?? ''}
        onChange={write}
      />
      <Sentences heading={text.countedNow} sentences={section.sentences} />
      {report.can.write && (
        <Button
          small
          kind="quiet"
          icon="undo"
          onClick={() => {
            setWrites(false);
            write('');
          }}
        >
          {text.useCounted}
        </Button>
      )}
    </div>
  );
}

function Sentences(props: { heading: string; sentences: readonly string[] }): ReactNode {
  return (
    <div className={css.printed}>
      <h3 className={css.source}>{props.heading}</h3>
      {props.sentences.map((sentence) => (
        <p key={sentence} lang="vi">
          {sentence}
        </p>
      ))}
    </div>
  );
}

function Addition({ report, section, texts, onChange, title }: SectionProps & { title: string }): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const toast = useToast();
  const value = texts.texts[section.code] ?? '';
  const earlier = report.earlier?.texts.texts[section.code];
  const write = (next: string): void =>
    onChange({ ...texts, texts: { ...texts.texts, [section.code]: next } });
  const name = report.earlier?.name[language] ?? '';
  function takeEarlier(): void {
    write(value.trim() === '' ? (earlier ?? '') : `${value.trimEnd()}\n${earlier}`);
    toast({ text: text.tookEarlier(name), undo: () => write(value) });
  }
  return (
    <div className={css.write}>
      <TextArea
        label={section.counted ? text.addition : text.textOf(title)}
        hideLabel={!section.counted}
        optional
        help={section.counted ? undefined : text.paragraphs}
        rows={section.counted ? 4 : 3}
        maxLength={reportLimits.text}
        readOnly={!report.can.write}
        value={value}
        onChange={write}
      />
      {report.can.write && earlier && earlier !== value && (
        <Button small kind="quiet" icon="copy" onClick={takeEarlier}>
          {text.takeEarlier(name)}
        </Button>
      )}
    </div>
  );
}
