using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Alerts.Sinks;

namespace DriftStream.Alerts;

/// <summary>Writes a part of a digest's full list: as many code blocks as a message may hold.</summary>
internal static class SlackListing
{
    /// <summary>How many characters of lines fit into one message, escapes aside.</summary>
    public const int Length = 16_000;

    private const int BlockLength = 2_700;
    private const int MostBlocks = 40;
    private const int LineLimit = 300;

    /// <summary>The message.</summary>
    public static SlackBody Of(ListingNews listing)
    {
        var blocks = Blocks(listing.Lines).Take(MostBlocks).Select(b => (JsonNode)SlackBlocks.Section($"```\n{b}```"));
        return new(SlackText.Plain(listing.Title, 300), [SlackBlocks.Section($"*{SlackText.Plain(listing.Title, 300)}*"), .. blocks], null, []);
    }

    private static IEnumerable<string> Blocks(IEnumerable<string> lines)
    {
        var block = new StringBuilder();
        foreach (var line in lines.Select(l => SlackText.Line(l, LineLimit)))
        {
            if (block.Length > 0 && block.Length + line.Length > BlockLength)
            {
                yield return block.ToString();
                block.Clear();
            }

            block.Append(line).Append('\n');
        }

        if (block.Length > 0)
        {
            yield return block.ToString();
        }
    }
}
