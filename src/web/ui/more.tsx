import { useTexts } from '../text/catalogue.ts';
import { Button } from './button.tsx';
import { uiTexts } from './texts.ts';

/** At the end of a list that is asked page by page. */
export function More({
  hasNextPage,
  isFetchingNextPage,
  fetchNextPage,
}: {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}) {
  const t = useTexts(uiTexts);
  if (!hasNextPage) return null;
  return (
    <Button className="self-center" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
      {t('more')}
    </Button>
  );
}
