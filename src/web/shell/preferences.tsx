import { changeLanguage, useLanguage, useTexts } from '../text/catalogue.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { useProblem } from './problems.tsx';
import { shellTexts } from './texts.ts';
import { setTheme, THEMES, useTheme } from './theme.ts';
import { toast } from './toasts.tsx';

export function LanguageChoice() {
  const t = useTexts(shellTexts);
  const language = useLanguage();
  const problem = useProblem();
  return (
    <ChoiceBar
      label={t('language')}
      choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      value={language}
      onChange={(wanted) => {
        // Texts that are not here yet need a network; until they come everything stays as it is.
        changeLanguage(wanted).catch((error: unknown) => toast({ tone: 'bad', text: problem(error).title }));
      }}
    />
  );
}

export function ThemeChoice() {
  const t = useTexts(shellTexts);
  const theme = useTheme();
  return (
    <ChoiceBar
      label={t('theme')}
      choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      value={theme}
      onChange={setTheme}
    />
  );
}
