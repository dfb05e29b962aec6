using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DriftStream.Demo;

/// <summary>One thing that happens in the story.</summary>
/// <param name="Title">What happens, told by a bystander.</param>
/// <param name="Message">The EventBridge message that AWS would send; times are marks like <c>@T+21@</c>, seconds after the story's start.</param>
internal sealed partial record StoryStep(string Title, string Message)
{
    /// <summary>The message as it is sent when the story starts at this moment.</summary>
    public byte[] At(DateTimeOffset start) => Encoding.UTF8.GetBytes(Mark().Replace(
        Message,
        mark => start.AddSeconds(int.Parse(mark.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    /// <summary>The whole story, in order.</summary>
    public static IReadOnlyList<StoryStep> All() =>
        [.. typeof(StoryStep).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("story/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(Resource(name)))];

    /// <summary>The state that the story begins with.</summary>
    public static byte[] State() => Resource("story/demo.tfstate");

    private static StoryStep Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.GetProperty("title").GetString()!, document.RootElement.GetProperty("message").GetRawText());
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(StoryStep).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without its story: {name} is missing.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex(@"@T([+-]\d+)@")]
    private static partial Regex Mark();
}
