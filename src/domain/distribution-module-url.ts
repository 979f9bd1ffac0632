/**
 * The address of Klarna's distribution module. Klarna gives it with placeholders in double braces, as they are or
 * percent-encoded.
 *
 * @see klarna-hpp: distribution_module.standalone_url
 */
export const distributionModuleUrl = (
  standaloneUrl: string,
  { profileId, viewId }: { profileId: string; viewId: string }
): string =>
  standaloneUrl.replace(/(?:\{\{|%7B%7B)(profile|view)_id(?:\}\}|%7D%7D)/gi, (_, part: string) =>
    encodeURIComponent(part.toLowerCase() === "profile" ? profileId : viewId)
  )
