// Domains that lend mailboxes for minutes. Whoever uses one may be honest: staff look at it.

const domains = `
  0-mail.com 10minutemail.com 10minutemail.net 20minutemail.com 33mail.com anonbox.net
  anonymbox.com byom.de cock.li crazymailing.com deadaddress.com discard.email discardmail.com
  discardmail.de dispostable.com dropmail.me dudmail.com einrot.com emailfake.com
  emailondeck.com emlhub.com emltmp.com fakeinbox.com fakemail.net fakemailgenerator.com
  filzmail.com getairmail.com getnada.com grr.la guerrillamail.biz guerrillamail.com
  guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org guerrillamailblock.com
  harakirimail.com inboxbear.com inboxkitten.com incognitomail.org jetable.org kasmail.com
  linshiyouxiang.net mail-temp.com mail-temporaire.fr mail.tm mailcatch.com maildrop.cc
  mailexpire.com mailforspam.com mailinator.com mailinator.net mailinator2.com mailmoat.com
  mailnesia.com mailnull.com mailpoof.com mailsac.com mailtemp.net mailtothis.com
  minutemailbox.com mintemail.com moakt.com moakt.cc mohmal.com mt2015.com mvrht.net
  mytemp.email mytrashmail.com nada.email nospamfor.us one-time.email onemail.host pokemail.net
  proxymail.eu rcpt.at sharklasers.com shieldemail.com smailpro.com sneakemail.com spam4.me
  spambog.com spambox.us spamdecoy.net spamex.com spamfree24.org spamgourmet.com spamhole.com
  spamspot.com superrito.com teleworm.us temp-mail.io temp-mail.org tempail.com tempemail.com
  tempinbox.com tempmail.com tempmail.de tempmail.dev tempmail.ninja tempmail.plus
  tempmailaddress.com tempmailo.com tempomail.fr temporary-mail.net temporarymail.com
  tempr.email throwam.com throwawaymail.com tmail.ws tmpmail.net tmpmail.org trash-mail.com
  trash-mail.de trashmail.com trashmail.de trashmail.me trashmail.net trbvm.com wegwerfemail.de
  wegwerfmail.de wegwerfmail.net wegwerfmail.org yopmail.com yopmail.fr yopmail.net zetmail.com`;

const known: ReadonlySet<string> = new Set(domains.trim().split(/\s+/));

/** Whether mail to the domain, or to one that it is a part of, is read by nobody for long. */
export function isDisposableDomain(domain: string): boolean {
  const parts = domain.toLowerCase().split(".");
  return parts.some((_, index) => known.has(parts.slice(index).join(".")));
}
