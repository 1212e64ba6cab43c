import { v7 as uuidv7 } from 'uuid';
import { saveActivity } from '../../modules/activities/activities.contract.ts';
import { patrol } from '../../modules/activities/activities.factory.ts';
import * as attachments from '../../modules/documents/attachment.contract.ts';
import { phonePicture, sendAttachment } from '../../modules/documents/attachments.factory.ts';
import * as files from '../../modules/documents/document.contract.ts';
import { samplePaperHeading } from '../../modules/documents/paper-sample.rules.ts';
import * as papers from '../../modules/documents/papers.contract.ts';
import { putTeam } from '../../modules/teams/teams.contract.ts';
import { ask } from './walk.ts';
import { day, type Side, type World } from './walk-world.ts';

const ofRecord = (side: Side) => ({ subjectKind: 'activity' as const, subjectId: side.record });
const pdf = (side: Side) => ({
  name: `${side.secret}.pdf`,
  content: Buffer.from(`%PDF-1.7\n${side.secret} ${uuidv7()}\n%%EOF\n`),
});
const adding = (side: Side, id = uuidv7()) => ({
  query: { ...ofRecord(side), purpose: 'photo', id },
  file: pdf(side),
});

async function added(world: World, side: Side) {
  const { id } = await world.must(files.addFile, adding(side), side.officer.token);
  return { params: { id } };
}

async function team(world: World, side: Side): Promise<string> {
  const id = uuidv7();
  const body = {
    areaId: side.commune,
    kind: 'selfManagedGroup' as const,
    name: `Tổ ${side.secret}`,
    foundedOn: day,
  };
  await world.must(putTeam, { params: { id }, body: { baseRevision: 0, team: body } }, side.officer.token);
  return id;
}

const ofTeam = { params: { kind: 'teamDecision' as const } };
const template = (side: Side) => ({ ...ofTeam, query: { areaId: side.commune } });

async function edited(world: World, side: Side) {
  const shipped = await world.app.call(papers.downloadPaperTemplate, template(side), side.officer.token);
  return { ...template(side), file: { name: 'mẫu.docx', content: shipped.raw } };
}

/** A record with a picture that has come. */
async function pictured(world: World, side: Side): Promise<{ record: string; picture: string }> {
  const [record, picture] = [uuidv7(), uuidv7()];
  const entry = patrol(side.hamlet);
  const body = { ...entry, values: { ...entry.values, photos: [picture] } };
  const { token } = side.officer;
  await world.must(saveActivity, { params: { id: record }, body }, token);
  const content = await phonePicture('#808080');
  const sent = await sendAttachment(world.app, { id: picture, record, content, token });
  if (sent.status !== 204) throw new Error(`not taken: ${JSON.stringify(sent)}`);
  return { record, picture };
}

const ofPicture = async (world: World, side: Side) => ({
  params: { id: (await pictured(world, side)).picture },
});

/** Files of records, papers and their templates. */
export const documentWalks = [
  ask(attachments.listAttachments, async (world, side) => ({
    params: { id: (await pictured(world, side)).record },
  })),
  ask(attachments.readAttachment, ofPicture),
  ask(attachments.readThumbnail, ofPicture),
  ask(files.listFiles, async (world, side) => {
    await added(world, side);
    return { query: ofRecord(side) };
  }),
  ask(files.addFile, (_world, side) => adding(side)),
  ask(files.downloadFile, added),
  ask(files.renameFile, async (world, side) => ({
    ...(await added(world, side)),
    body: { fileName: side.secret },
  })),
  ask(files.removeFile, added),
  ask(files.restoreFile, added),
  ask(papers.draftPaper, async (world, side) => ({
    ...ofTeam,
    query: { subjectId: await team(world, side) },
  })),
  ask(papers.makePaper, async (world, side) => ({
    ...ofTeam,
    body: { id: uuidv7(), subjectId: await team(world, side), heading: samplePaperHeading },
  })),
  ask(papers.listPaperTemplates, (_world, side) => ({ query: { areaId: side.commune } })),
  ask(papers.downloadPaperTemplate, (_world, side) => template(side)),
  ask(papers.replacePaperTemplate, edited),
  ask(papers.resetPaperTemplate, async (world, side) => {
    await world.must(papers.replacePaperTemplate, await edited(world, side), side.officer.token);
    return template(side);
  }),
];
