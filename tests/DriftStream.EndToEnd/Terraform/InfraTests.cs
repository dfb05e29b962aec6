using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd.Terraform;

public sealed class InfraTests
{
    [Fact]
    public async Task The_modules_are_written_as_terraform_formats_them()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "DriftStream.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException($"no DriftStream.sln above {AppContext.BaseDirectory}");
        }

        var (exitCode, output) = await TerraformProgram.RunAsync(root.FullName, "fmt", "-check", "-recursive", "-diff", "infra");

        output.ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }
}
