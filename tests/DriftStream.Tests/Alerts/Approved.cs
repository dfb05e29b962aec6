using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace DriftStream.Tests.Alerts;

/// <summary>Compares JSON with an approved file; what differs is left beside it as <c>.received.json</c>, to be looked at and renamed.</summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void ShouldBeApproved(string json, string name, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Approved");
        var received = JsonNode.Parse(json)!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(folder, $"{name}.approved.json");
        var beside = Path.Combine(folder, $"{name}.received.json");
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == received)
        {
            File.Delete(beside);
            return;
        }

        File.WriteAllText(beside, received);
        (File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "").ShouldBe(received);
    }
}
