using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Playground.Addresses;
using Playground.Turns;
using Playground.Shell;

[assembly: SupportedOSPlatform("browser")]

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton<ITurns, BrowserTurns>();
builder.Services.AddSingleton<AddressBar>();
builder.Services.AddSingleton<Announcer>();
builder.Services.AddTransient(services => new SlicedWork(services.GetRequiredService<ITurns>(), TimeProvider.System));
await JSHost.ImportAsync("page", "../page.js");
await builder.Build().RunAsync();
