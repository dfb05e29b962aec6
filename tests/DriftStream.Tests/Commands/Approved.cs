using System.Runtime.CompilerServices;
using Shouldly;

namespace DriftStream.Tests.Commands;

/// <summary>Compares text with the approved one beside the test. A text that differs is written beside it as <c>.received.txt</c>.</summary>
internal static class Approved
{
    public static void ShouldBeApproved(this string text, string name, [CallerFilePath] string test = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.approved.txt");
        var received = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.received.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.Delete(received);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (text != expected)
        {
            File.WriteAllText(received, text);
        }

        text.ShouldBe(expected);
    }
}
