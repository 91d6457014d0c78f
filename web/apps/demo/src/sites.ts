/** A business of the demo, as `config/demo.yaml` declares it. */
export interface DemoSite {
  id: SiteId;
  name: string;
  /** Its first manager; public, as it is for this demo alone. */
  manager: { name: string; email: string; password: string };
}

export type SiteId = "dealer" | "repair" | "hotel" | "barbershop";

export const SITES: readonly DemoSite[] = [
  {
    id: "dealer",
    name: "Nordvik Bil",
    manager: { name: "Marit Nordvik", email: "manager@nordvik.example", password: "demo of the dealer" },
  },
  {
    id: "repair",
    name: "Fiks & Ferdig",
    manager: { name: "Jonas Lie", email: "manager@fiks.example", password: "demo of the repair shop" },
  },
  {
    id: "hotel",
    name: "Hotel Fjordlys",
    manager: { name: "Ingrid Solberg", email: "manager@fjordlys.example", password: "demo of the hotel" },
  },
  {
    id: "barbershop",
    name: "Saks & Kam",
    manager: { name: "Amir Haugen", email: "manager@saks.example", password: "demo of the barbershop" },
  },
];

/** The site that `?site=` names, or the hotel. */
export function siteAskedFor(): DemoSite {
  const asked = new URLSearchParams(location.search).get("site");
  const site = SITES.find(({ id }) => id === asked) ?? SITES.find(({ id }) => id === "hotel");
  if (!site) throw new Error("The demo has no hotel");
  return site;
}
