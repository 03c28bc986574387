// What the panel says before the shop has answered: its frame, and that it waits or failed. Every
// language is here, because nothing else of the panel's words is on the page yet.

/** Each is said in every language. */
export interface FirstTexts {
  lang: string;
  dir: "ltr" | "rtl";
  close: string;
  view_home: string;
  view_rewards: string;
  view_earn: string;
  view_history: string;
  loading: string;
  failed_title: string;
  failed_body: string;
  retry: string;
  balance: string;
}

const languages = {
  en: {
    lang: "en",
    dir: "ltr",
    close: "Close",
    view_home: "Overview",
    view_rewards: "Rewards",
    view_earn: "Earn",
    view_history: "History",
    loading: "Loading",
    failed_title: "This did not load",
    failed_body: "Check your connection, then try again.",
    retry: "Try again",
    balance: "Your balance",
  },
  de: {
    lang: "de",
    dir: "ltr",
    close: "Schließen",
    view_home: "Übersicht",
    view_rewards: "Prämien",
    view_earn: "Sammeln",
    view_history: "Verlauf",
    loading: "Wird geladen",
    failed_title: "Das wurde nicht geladen",
    failed_body: "Prüfe deine Verbindung und versuche es noch einmal.",
    retry: "Noch einmal versuchen",
    balance: "Dein Guthaben",
  },
  es: {
    lang: "es",
    dir: "ltr",
    close: "Cerrar",
    view_home: "Resumen",
    view_rewards: "Recompensas",
    view_earn: "Ganar",
    view_history: "Historial",
    loading: "Cargando",
    failed_title: "No se ha podido cargar",
    failed_body: "Comprueba la conexión y vuelve a intentarlo.",
    retry: "Reintentar",
    balance: "Tu saldo",
  },
  fr: {
    lang: "fr",
    dir: "ltr",
    close: "Fermer",
    view_home: "Aperçu",
    view_rewards: "Récompenses",
    view_earn: "Gagner",
    view_history: "Historique",
    loading: "Chargement",
    failed_title: "Le chargement a échoué",
    failed_body: "Vérifiez votre connexion, puis réessayez.",
    retry: "Réessayer",
    balance: "Votre solde",
  },
  tr: {
    lang: "tr",
    dir: "ltr",
    close: "Kapat",
    view_home: "Genel bakış",
    view_rewards: "Ödüller",
    view_earn: "Kazanın",
    view_history: "Geçmiş",
    loading: "Yükleniyor",
    failed_title: "Yüklenemedi",
    failed_body: "Bağlantınızı denetleyip yeniden deneyin.",
    retry: "Yeniden dene",
    balance: "Bakiyeniz",
  },
} as const satisfies Record<string, FirstTexts>;

/** English where there is nothing else; of a locale such as "de-AT" the language counts. */
export const firstTextsIn = (locale: string): FirstTexts =>
  languages[locale.split("-")[0] as keyof typeof languages] ?? languages.en;
