import { v7 as uuidv7 } from 'uuid';
import * as reports from '../../modules/reports/report.contract.ts';
import * as templates from '../../modules/reports/template.contract.ts';
import { ask } from './walk.ts';
import type { Side, World } from './walk-world.ts';

const idOf = (side: Side) => ({ params: { id: side.reportId } });
const areaOf = (side: Side) => ({ query: { areaId: side.commune } });

/** The next version of the side's report, as its officer would write it. */
async function nextVersion(world: World, side: Side) {
  const { content, version } = await world.must(reports.getReport, idOf(side), side.officer.token);
  const texts = { texts: { strengths: `${side.secret} ${uuidv7()}` }, sentences: {} };
  return { ...idOf(side), body: { baseVersion: version, heading: content.heading, texts } };
}

async function savedVersion(world: World, side: Side): Promise<number> {
  const saved = await world.must(
    reports.saveReportVersion,
    await nextVersion(world, side),
    side.officer.token,
  );
  return saved.version;
}

async function editedTemplate(world: World, side: Side) {
  const shipped = await world.app.call(templates.downloadReportTemplate, areaOf(side), side.officer.token);
  return { ...areaOf(side), file: { name: 'mẫu.docx', content: shipped.raw } };
}

let year = 2002;

/** Reports and their templates. */
export const reportWalks = [
  ask(reports.listReports, (_world, side) => areaOf(side)),
  ask(reports.openReport, (_world, side) => {
    year += 1;
    return { body: { id: uuidv7(), areaId: side.commune, kind: 'year' as const, year, half: null } };
  }),
  ask(reports.getReport, (_world, side) => idOf(side)),
  ask(reports.saveReportVersion, nextVersion),
  ask(reports.getReportVersion, async (world, side) => {
    const version = await savedVersion(world, side);
    return { params: { id: side.reportId, version } };
  }),
  ask(reports.restoreReportVersion, async (world, side) => {
    const version = await savedVersion(world, side);
    const baseVersion = await savedVersion(world, side);
    return { params: { id: side.reportId, version }, body: { baseVersion } };
  }),
  ask(reports.downloadReport, (_world, side) => idOf(side)),
  ask(reports.downloadReportAnnex, (_world, side) => idOf(side)),
  ask(templates.getReportTemplate, (_world, side) => areaOf(side)),
  ask(templates.downloadReportTemplate, (_world, side) => areaOf(side)),
  ask(templates.replaceReportTemplate, editedTemplate),
  ask(templates.resetReportTemplate, async (world, side) => {
    await world.must(templates.replaceReportTemplate, await editedTemplate(world, side), side.officer.token);
    return areaOf(side);
  }),
];
