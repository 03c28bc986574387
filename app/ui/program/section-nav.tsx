// The way between the sections of the program's form. Nothing typed is lost on it.
import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import { plural } from "../format.ts";
import { type SectionId, sectionIds, sectionNames, sectionOf } from "./sections.ts";

export interface SectionNavProps {
  current: SectionId;
  problems: readonly DocumentProblem[];
  /** The address of a section of what is edited. */
  hrefOf: (section: SectionId) => string;
}

export function SectionNav({ current, problems, hrefOf }: SectionNavProps) {
  const list = useRef<HTMLUListElement>(null);
  // Where the list is one line that moves sideways, the section that is shown is in sight.
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (!list.current || !link) return;
    list.current.scrollLeft = link.offsetLeft - (list.current.clientWidth - link.offsetWidth) / 2;
  }, [current]);
  return (
    <nav aria-label="Sections of the program" className="regulars-sections">
      <ul ref={list}>
        {sectionIds.map((section) => {
          const count = problems.filter(({ path }) => sectionOf(path) === section).length;
          return (
            <li key={section}>
              <Link
                to={hrefOf(section)}
                preventScrollReset
                {...(section === current && { "aria-current": "page" as const })}
              >
                {sectionNames[section]}
                {count > 0 && (
                  <span className="regulars-count">
                    {count}
                    <span className="regulars-hidden">
                      {` ${plural(count, "problem", "problems").replace(/^\S+ /, "")}`}
                    </span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
