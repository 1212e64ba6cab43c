import { type Figure, type FigureAnswer, FigureQuery } from '../../modules/figures/figures.contract.ts';
import { formatFigure } from '../../modules/figures/indicator.rules.ts';
import { answerFigures } from '../../modules/figures/server/figures.service.ts';
import { referenceData } from '../../reference/reference-data.ts';
import { areaOf } from './area-option.ts';
import { CliError, print, withProgram } from './session.ts';

interface FigureOptions {
  area: string;
  hamlet?: string;
  indicator: string;
  from: string;
  to: string;
  lens: 'then' | 'today';
  by?: 'area' | 'month';
  json?: boolean;
}

/** `figures`: one row for each indicator, or for each indicator and child area or month. */
export async function showFigures(options: FigureOptions): Promise<void> {
  await withProgram(async (context) => {
    const answer = await context.transact(async (inside) => {
      const asked = FigureQuery.safeParse({
        areaIds: [await areaOf(inside, { ...options, on: options.to })],
        indicators: options.indicator.split(',').map((code) => code.trim()),
        from: options.from,
        to: options.to,
        lens: options.lens,
        ...(options.by ? { by: options.by === 'month' ? 'period' : 'area' } : {}),
      });
      if (!asked.success) {
        throw new CliError(
          asked.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'),
        );
      }
      return answerFigures(inside, asked.data);
    });
    const name = (id: string): string => answer.areas.find((area) => area.id === id)?.name ?? id;
    const figures = answer.figures.map((figure) => ({
      ...figure,
      area: name(figure.area),
      areaId: figure.area,
      lens: answer.lens,
    }));
    print(options.json, { figures, reported: answer.reported }, () => rows(answer, name));
  });
}

function rows(answer: FigureAnswer, name: (id: string) => string): string[] {
  const line = (figure: Figure): string => {
    const indicator = referenceData().getIndicator(figure.indicator);
    const part = figure.part === 'whole' ? '' : figure.part === 'own' ? ' (chung)' : ' (chưa phân bổ)';
    const value = formatFigure(indicator, figure.value, 'vi');
    return `${name(figure.area)}${part}\t${figure.from}..${figure.to}\t${indicator.name.vi}\t${value} ${indicator.display === 'percent' ? '' : indicator.unit.vi}`.trimEnd();
  };
  const reported = answer.reported.map(
    (figure) =>
      `  reported: ${figure.indicator} = ${figure.value}${figure.denominator === null ? '' : `/${figure.denominator}`} (${figure.source}; ${figure.asOf ?? `${figure.from}..${figure.to}`})`,
  );
  return [...answer.figures.map(line), ...reported];
}
