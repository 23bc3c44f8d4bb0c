import type { Authorized } from '../../access/authorized.ts';
import { addFileUses, toChange } from '../../access/service.ts';
import { requireOrganisations } from '../../accounts/service.ts';
import { requireAttachments } from '../../attachments/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { type Act, perform, type Unit } from '../../platform/acts/act.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { requireVersion } from '../../platform/precondition.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import type { Pledge } from '../contract.ts';
import type { PledgeEdit } from '../contract/changes.ts';
import type { PledgeFacts } from '../repo.ts';
import * as changes from '../repo/changes.ts';
import {
  asSent,
  changedItems,
  checkEdit,
  checkItems,
  type EditedLine,
  editHead,
  editLines,
} from '../rules/edit.ts';
import { checkTree, type ProposedLine } from '../rules/line-tree.ts';
import { checkPledge } from '../rules/pledge.ts';
import { type PledgeReading, type PledgesNeeds, refuseIf } from './reading.ts';

/** Changing what a pledge says, on top of what the editor has seen. */
export function pledgeEditing(needs: PledgesNeeds, reading: PledgeReading) {
  const { store, clock } = needs;
  const change = pledgeChanging(needs, reading);
  return {
    /**
     * Changes a pledge that is still as the editor read it; what stood before is kept.
     *
     * @throws DomainError precondition_required, precondition_failed with the pledge as `current`, refused
     */
    edit(pledge: string, edit: PledgeEdit, ifMatch: string | undefined, act: Act): Promise<Pledge> {
      return perform({ store, clock }, act, async (scope) => {
        const { principal } = act;
        const id = await toChange(scope, principal, 'pledge', pledge);
        const facts = await reading.facts(scope, id);
        const current = () => reading.one(scope, principal, id);
        await requireVersion(ifMatch, facts.pledge.version, 'the pledge', current);
        await change(scope, id, facts, edit, principal.id);
        return current();
      });
    },
  };
}

/**
 * The one way in which a pledge is changed, in the unit of work of the caller: on top of what it says now. Everything is checked before
 * anything is written.
 */
export function pledgeChanging(
  { clock, carriedLines, onStatusChanged }: PledgesNeeds,
  reading: PledgeReading,
) {
  /** @throws DomainError refused, unknown_reference, id_reused */
  return async function change(
    scope: Unit,
    id: Authorized<'pledge', 'change'>,
    facts: PledgeFacts,
    edit: PledgeEdit,
    editedBy: string,
  ): Promise<void> {
    const lines = editLines(facts.lines, edit, newId);
    const head = editHead(headOf(facts), edit);
    const changed = changedItems(facts.lines, lines);
    refuseIf(
      [
        ...checkEdit(edit, lines),
        ...checkPledge(asSent({ ...facts.pledge, ...head }, lines), (item) => itemOf(item)?.sector),
        ...checkTree(proposed(facts, lines)),
        ...checkItems(
          changed,
          await carriedLines(
            scope,
            changed.map(({ id: line }) => line),
          ),
        ),
      ],
      'the pledge would break a rule',
    );
    await requireOrganisations(scope, { '/recipient': edit.recipient ?? null });
    await requireAttachments(scope, edit.attachments ?? []);
    await refuseForeignLines(scope, lines);
    const now = clock.now();
    await changes.supersede(scope, id, facts.pledge, editedBy, now);
    await changes.updateHead(scope, id, head);
    await saveLines(scope, id, facts, lines, now);
    await reading.retellConcerns(scope, id);
    await addFileUses(scope, 'pledge', id, edit.attachments ?? []);
    if (head.expiresOn !== facts.pledge.expiresOn) {
      await onStatusChanged(
        scope,
        facts.lines.map((line) => line.id),
        now,
      );
    }
    await markDirty(scope, 'pledge', id, now);
    await scope.record('pledge', id, contentHash(edit));
  };
}

/** What an edit may change, and nothing else: the version has been raised when it is written. */
export function headOf({ pledge }: Pick<PledgeFacts, 'pledge'>) {
  const { reference, recipient, flowType, earmarking, firstReportedOn, expectedBy, expiresOn } = pledge;
  const { plan, usageYear, ratePerUsd, rateDate, attachments } = pledge;
  return {
    ...{ reference, recipient, flowType, earmarking, firstReportedOn, expectedBy, expiresOn },
    ...{ plan, usageYear, ratePerUsd, rateDate, attachments },
  };
}

/** All lines as they would stand. */
function proposed(facts: PledgeFacts, edited: readonly EditedLine[]): ProposedLine[] {
  const byId = new Map(edited.map((line) => [line.id, line]));
  const stay = facts.lines.filter(({ id }) => !byId.has(id));
  return [...stay.map((line) => ({ ...line, pointer: null })), ...edited];
}

async function refuseForeignLines(scope: ReadScope, lines: readonly EditedLine[]): Promise<void> {
  const added = lines.filter(({ isNew }) => isNew);
  const taken = new Set(
    (
      await changes.linesById(
        scope,
        added.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  );
  const errors = added
    .filter(({ id }) => taken.has(id))
    .map(({ id, pointer }): FieldError => ({
      pointer: `${pointer}/id`,
      code: 'id_reused',
      detail: `line ${id} belongs to another pledge`,
    }));
  if (errors.length > 0) throw new DomainError('id_reused', 'a line id is taken', { errors });
}

async function saveLines(
  scope: WriteScope,
  id: Authorized<'pledge', 'change'>,
  { pledge, lines }: PledgeFacts,
  edited: readonly EditedLine[],
  now: number,
): Promise<void> {
  const byId = new Map(lines.map((line) => [line.id, line]));
  let position = lines.length;
  for (const { id: line, parent, sector, province, item, quantityMilli, amountMinor } of edited) {
    const content = { id: line, sector, province, item, quantityMilli, amountMinor };
    const before = byId.get(line);
    if (before) await changes.updateLine(scope, before, content, pledge.version, now);
    else {
      const added = { ...content, parent, position, recordedAt: now };
      await changes.insertLines(scope, id, [added]);
      position += 1;
    }
  }
}
