using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Packs the library and uses the package from a folder feed, like a user without the source.</summary>
public sealed class PackageTests : IDisposable
{
    // A new version each time, because the package cache would keep an older package with the same version.
    private readonly string _version = $"0.0.0-test.{Guid.NewGuid():N}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("micrograd-package");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string cached = Path.Combine(cache, "microgradsharp", _version);
        if (Directory.Exists(cached)) Directory.Delete(cached, recursive: true);
    }

    [Fact]
    public void A_fresh_console_program_uses_the_package()
    {
        string feed = Path.Combine(_folder.FullName, "feed"), artifacts = Path.Combine(_folder.FullName, "artifacts");
        Dotnet(
            Repository.Root,
            $"pack src/MicrogradSharp -c Release -o \"{feed}\" --artifacts-path \"{artifacts}\" -p:MinVerVersionOverride={_version}");
        CheckPackage(Path.Combine(feed, $"MicrogradSharp.{_version}.nupkg"));
        File.Exists(Path.Combine(feed, $"MicrogradSharp.{_version}.snupkg")).Should().BeTrue("symbols are part of the package");

        string consumer = _folder.CreateSubdirectory("consumer").FullName;
        foreach (string file in new[] { "Consumer.csproj", "Program.cs" })
        {
            File.Copy(Path.Combine(Repository.Root, "tests/Consumer", file), Path.Combine(consumer, file));
        }
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);
        Dotnet(consumer, $"run -p:MicrogradSharpVersion={_version}").ReplaceLineEndings("\n")
            .Should().Be(Repository.Read("tests/Consumer/expected.txt"));
    }

    private static void CheckPackage(string path)
    {
        using var package = ZipFile.OpenRead(path);
        package.Entries.Select(entry => entry.FullName).Should().Contain(
            ["README.md", "icon.png", "lib/net10.0/MicrogradSharp.dll", "lib/net10.0/MicrogradSharp.xml"]);
        using var page = new StreamReader(package.GetEntry("README.md")!.Open());
        page.ReadToEnd().Should().Be(Repository.Read("src/MicrogradSharp/README.md"), "the package has a page of its own");
        using var nuspec = package.GetEntry("MicrogradSharp.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().First();
        string Field(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Field("license").Should().Be("MIT");
        Field("readme").Should().Be("README.md");
        Field("icon").Should().Be("icon.png");
        metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)
            .Should().Equal("System.Numerics.Tensors");
    }

    private static string Dotnet(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Variables that the test run sets for itself must not reach another build.
        string[] ours = [.. start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))];
        foreach (string name in ours) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"dotnet {arguments} said {output} {errors.Result}");
        return output;
    }
}
