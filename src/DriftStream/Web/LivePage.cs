namespace DriftStream.Web;

/// <summary>Keeps an open page up to date: after each finding, and every few seconds for ages and health, sends the pieces that look different now.</summary>
/// <remarks>
/// A new listener gets every piece once: whatever happened between the page and the stream, or while the browser was away, is made up for
/// without anybody counting.
/// </remarks>
internal static class LivePage
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    public static Task ServeAsync(HttpContext context, LiveSource source, PageReader reader, PageRenderer renderer, TimeProvider time) =>
        EventStream.ServeAsync(context, async (stream, cancellation) =>
        {
            var shown = new Dictionary<string, string>();
            await foreach (var _ in Wakes.ListenAsync(source, capacity: 1, Beat, time, cancellation))
            {
                var page = await reader.ReadAsync(context.Request, cancellation);
                shown = await SendChangedAsync(stream, await renderer.RenderPartsAsync(page), shown, cancellation);
            }
        });

    private static async Task<Dictionary<string, string>> SendChangedAsync(
        EventStream stream, IReadOnlyList<LivePart> parts, Dictionary<string, string> shown, CancellationToken cancellation)
    {
        foreach (var part in parts.Where(part => shown.GetValueOrDefault(part.Id) != part.Content))
        {
            await stream.WriteAsync(part.Event, part.Content, cancellation);
        }

        return parts.ToDictionary(part => part.Id, part => part.Content);
    }
}
