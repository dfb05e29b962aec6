using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace DriftStream;

/// <summary>Compares text with the approved one in the folder <c>Approved</c> beside the test; what differs is left beside it as <c>.received.</c>, to be looked at and renamed.</summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compares text.</summary>
    public static void ShouldBeApproved(this string text, string name, [CallerFilePath] string test = "") => Compare(text, name, "txt", test);

    /// <summary>Compares JSON, indented so that differences can be read.</summary>
    public static void ShouldBeApprovedJson(this string json, string name, [CallerFilePath] string test = "") =>
        Compare(JsonNode.Parse(json)!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n", name, "json", test);

    private static void Compare(string text, string name, string ending, string test)
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Approved");
        var approved = Path.Combine(folder, $"{name}.approved.{ending}");
        var received = Path.Combine(folder, $"{name}.received.{ending}");
        Directory.CreateDirectory(folder);
        File.Delete(received);
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (text != expected)
        {
            File.WriteAllText(received, text);
        }

        text.Split('\n').ShouldBe(expected.Split('\n'));
    }
}
