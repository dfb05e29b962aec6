using DriftStream.Web.Pages;
using DriftStream.Web.View;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace DriftStream.Web;

/// <summary>Renders Razor components to text: whole pages, and the same page in pieces that can be renewed alone.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>A whole page.</summary>
    public async Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(() => RenderAsync<TPage>(renderer, parameters));
    }

    /// <summary>Every piece of the page in the order in which a browser should take them: oldest row first, so that new ones end on top.</summary>
    public async Task<IReadOnlyList<LivePart>> RenderPartsAsync(PageView page)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parts = new List<LivePart>();
            foreach (var day in page.Days.Reverse())
            {
                parts.Add(new("finding", day.Id, await RenderAsync<Day>(renderer, nameof(Day.View), day)));
                foreach (var row in day.Rows.Reverse())
                {
                    parts.Add(new("finding", row.Id, await RenderAsync<Row>(renderer, nameof(Row.View), row)));
                }
            }

            parts.Add(new("part", "counts", await RenderAsync<Counts>(renderer, nameof(Counts.View), page.Counts)));
            parts.Add(new("part", "health", await RenderAsync<Health>(renderer, nameof(Health.View), page.Health)));
            parts.Add(new("part", "not-shown", await RenderAsync<NotShown>(renderer, nameof(NotShown.View), page.NotShown)));
            parts.Add(new("part", "empty", await RenderAsync<Empty>(renderer, nameof(Empty.View), page.Empty)));
            parts.Add(new("live", "live", page.Live));
            return parts;
        });
    }

    private static Task<string> RenderAsync<TPart>(HtmlRenderer renderer, string parameter, object? view)
        where TPart : IComponent =>
        RenderAsync<TPart>(renderer, new Dictionary<string, object?> { [parameter] = view });

    private static async Task<string> RenderAsync<TComponent>(HtmlRenderer renderer, Dictionary<string, object?> parameters)
        where TComponent : IComponent =>
        (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString().Trim();
}

/// <summary>One piece of the page.</summary>
/// <param name="Event">What the module does with it: <c>finding</c> puts it in its place in the timeline, <c>part</c> replaces, <c>live</c> is text.</param>
/// <param name="Id">The element's id.</param>
/// <param name="Content">HTML, or for <c>live</c> plain text.</param>
internal sealed record LivePart(string Event, string Id, string Content);
