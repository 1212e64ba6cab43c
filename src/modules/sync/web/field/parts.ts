import { AttachmentsPart } from './attachments.part.ts';
import { CourierPart } from './courier.part.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { GongPart } from './gong/gong.part.ts';
import { MessagesPart } from './messages.part.ts';
import { ModelsPart } from './models.part.ts';
import { NewsPart } from './news.part.ts';
import { PledgesPart } from './pledges.part.ts';
import { RecordsPart } from './records.part.ts';
import { ReferencePart } from './reference.part.ts';
import { RoomPart } from './room.part.ts';

/** What the phone keeps up to date beside its entries: an explicit list, in the order in which it is fetched. */
export function makeParts(hub: FieldHub): FieldPart[] {
  return [
    new GongPart(hub),
    new MessagesPart(hub),
    new RecordsPart(hub),
    new NewsPart(hub),
    new ReferencePart(hub),
    new CourierPart(hub),
    new ModelsPart(hub),
    new PledgesPart(hub),
    new AttachmentsPart(hub),
    new RoomPart(hub),
  ];
}
