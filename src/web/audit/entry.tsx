import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { AuditEntry } from '../../audit/contract.ts';
import { shellTexts } from '../shell/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { formatNumber } from '../text/numbers.ts';
import { Badge } from '../ui/plain.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { usePrincipalName } from './principals.ts';
import { isKind } from './rules/kinds.ts';
import { isWhole } from './rules/recompute.ts';
import { auditTexts } from './texts.ts';

/** Everything that one entry says, and whether its hash is that of what it says: computed here, not by the service. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  return (
    <Dialog
      title={t('entry', { seq: entry ? formatNumber(entry.seq, language) : '' })}
      isOpen={entry !== undefined}
      onClose={onClose}
    >
      {entry && <Entry entry={entry} />}
      <Button className="self-end" onPress={onClose}>
        {t('close')}
      </Button>
    </Dialog>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const t = useTexts(auditTexts);
  const shell = useTexts(shellTexts);
  const language = useLanguage();
  const nameOf = usePrincipalName([entry.principal]);
  const { principal, role, operation, kind, key, outcome, times, at } = entry;
  const roleName = ROLES.find((one) => one === role);
  return (
    <>
      <Recomputed entry={entry} />
      <dl className="flex flex-col gap-3 text-sm">
        <Said name={t('at')}>{formatMoment(at, language)}</Said>
        <Said name={t('principal')}>
          <Link to="/audit" search={{ principal }} className="text-accent underline underline-offset-4">
            {nameOf(principal)}
          </Link>
          {roleName && <> · {shell(`role.${roleName}`)}</>}
          <Code>{principal}</Code>
        </Said>
        {entry.organisation !== null && (
          <Said name={t('organisation')}>
            <Code>{entry.organisation}</Code>
          </Said>
        )}
        <Said name={t('operation')}>
          <Code>{operation}</Code>
        </Said>
        <Said name={t('about')}>
          {isKind(kind) ? t(`kind.${kind}`) : kind}{' '}
          {kind === 'request' ? (
            <Code>{key}</Code>
          ) : (
            <Link
              to="/audit"
              search={{ kind, key }}
              className="block text-accent underline underline-offset-4"
            >
              <Code>{key}</Code>
            </Link>
          )}
        </Said>
        <Said name={t('outcome')}>
          {outcome === 'done' ? t('done') : <Code>{outcome}</Code>}
          {times > 1 && <> {t('times', { count: times, number: formatNumber(times, language) })}</>}
        </Said>
        {entry.address !== null && (
          <Said name={t('address')}>
            <Code>{entry.address}</Code>
          </Said>
        )}
        <Said name={t('requestId')}>
          <Code>{entry.requestId || '–'}</Code>
        </Said>
        {entry.contentHash !== null && (
          <Said name={t('contentHash')}>
            <Code>{entry.contentHash}</Code>
          </Said>
        )}
        <Said name={t('prev')}>
          <Code>{entry.prev}</Code>
        </Said>
        <Said name={t('hash')}>
          <Code>{entry.hash}</Code>
        </Said>
      </dl>
    </>
  );
}

const ROLES = ['donor', 'coordinator', 'manager', 'admin', 'viewer'] as const;

const Code = ({ children }: { children: string }) => (
  <code className="code-text block break-all">{children}</code>
);

function Said({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Recomputed({ entry }: { entry: AuditEntry }) {
  const t = useTexts(auditTexts);
  const [whole, setWhole] = useState<boolean>();
  useEffect(() => {
    let isShown = true;
    void isWhole(entry).then((found) => isShown && setWhole(found));
    return () => {
      isShown = false;
    };
  }, [entry]);
  if (whole === undefined) return null;
  return (
    <p>
      <Badge tone={whole ? 'good' : 'bad'}>{whole ? t('recomputed') : t('altered')}</Badge>
    </p>
  );
}
