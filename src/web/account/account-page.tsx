import { useMe, may } from '../api/me.ts';
import { useProvinceName } from '../api/reference.ts';
import { shellTexts } from '../shell/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { ApiKeys } from './api-keys.tsx';
import { Mail } from './mail.tsx';
import { Password } from './password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { accountTexts } from './texts.ts';

/** What is one's own: who one is to the service, how one gets in, and how one is told. */
export function AccountPage() {
  const t = useTexts(accountTexts);
  const shell = useTexts(shellTexts);
  const language = useLanguage();
  const provinceName = useProvinceName();
  const me = useMe();
  const provinces = me.provinces?.map((pcode) => provinceName(pcode, language)) ?? [t('allProvinces')];
  return (
    <div className="flex max-w-3xl flex-col gap-12">
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">{me.user?.name ?? me.id}</h1>
        {me.user && <p className="code-text text-quiet">{me.user.email}</p>}
        <p>
          {shell(`role.${me.role}`)} · {me.organisationName ?? t('noOrganisation')} ·{' '}
          {provinces.join(t('and'))}
        </p>
        <p className="text-sm text-quiet">{t('chargeAdvice')}</p>
      </header>
      <Sessions />
      {me.user && <Password />}
      <SecondFactor isEnrolled={me.secondFactor.enrolled} />
      <Mail />
      {me.user && may(me, 'keys:manage') && <ApiKeys user={me.user.id} isOwn />}
    </div>
  );
}
