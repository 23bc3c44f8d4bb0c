import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { AriaLocale } from './aria-locale.tsx';

export interface TabsProps<Key extends string> {
  /** What is chosen between, for whoever hears the page. */
  label: string;
  tabs: readonly { key: Key; label: string; content: ReactNode }[];
  /** Kept in the address of the page by whoever uses it. */
  value: Key;
  onChange: (key: Key) => void;
}

export function Tabs<Key extends string>({ label, tabs, value, onChange }: TabsProps<Key>) {
  return (
    <AriaLocale>
      <AriaTabs
        selectedKey={value}
        onSelectionChange={(key) => onChange(key as Key)}
        className="flex flex-col gap-6"
      >
        <TabList aria-label={label} className="flex gap-6 overflow-x-auto border-b border-line">
          {tabs.map((tab) => (
            <Tab
              key={tab.key}
              id={tab.key}
              className="-mb-px flex min-h-11 cursor-pointer items-center border-b-2 border-transparent text-sm whitespace-nowrap text-quiet data-selected:border-accent data-selected:font-semibold data-selected:text-ink"
            >
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel key={tab.key} id={tab.key}>
            {tab.content}
          </TabPanel>
        ))}
      </AriaTabs>
    </AriaLocale>
  );
}
