using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd.Terraform;

public sealed class InfraTests
{
    [Fact]
    public async Task The_modules_are_written_as_terraform_formats_them()
    {
        var (exitCode, output) = await TerraformProgram.RunAsync(Checkout.Root, "fmt", "-check", "-recursive", "-diff", "infra");

        output.ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }
}
