import { useOrganisationName } from '../api/organisations.ts';
import { useProvinceName } from '../api/reference.ts';
import { shellTexts } from '../shell/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import type { Charge } from './rules/charge.ts';
import { usersTexts } from './texts.ts';

const FEW_PROVINCES = 3;

/** A field of a charge as people read it: the role's name, the organisation's, the provinces. */
export function useChargeWords(): (charge: Charge, field: keyof Charge) => string {
  const t = useTexts(usersTexts);
  const shell = useTexts(shellTexts);
  const language = useLanguage();
  const provinceName = useProvinceName();
  const organisationName = useOrganisationName();
  function inCharge({ provinces }: Charge): string {
    if (provinces === null) return t('allProvinces');
    if (provinces.length <= FEW_PROVINCES)
      return provinces.map((pcode) => provinceName(pcode, language)).join(t('and'));
    return t('countProvinces', { count: provinces.length, number: formatNumber(provinces.length, language) });
  }
  return (charge, field) => {
    if (field === 'role') return shell(`role.${charge.role}`);
    if (field === 'organisation')
      return charge.organisation === null ? '' : organisationName(charge.organisation);
    return field === 'provinces' ? inCharge(charge) : charge.name;
  };
}
