using Shouldly;

namespace DriftStream.Core.Tests.Terraform;

/// <summary>Compares text with the file that someone approved; what differs is left beside it to look at.</summary>
internal static class Approved
{
    private static string Folder => Path.Combine(RepositoryFolder.Root, "tests", "DriftStream.Core.Tests", "Terraform");

    public static void ShouldBe(string name, string actual)
    {
        var path = Path.Combine(Folder, $"{name}.approved.txt");
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (actual != expected)
        {
            File.WriteAllText(Path.Combine(Folder, $"{name}.received.txt"), actual);
        }

        actual.Split('\n').ShouldBe(expected.Split('\n'));
    }
}
