using System.Text;
using Microsoft.AspNetCore.Components.Forms;
using Playground.Shell;

namespace Playground.Tabs.Network;

/// <content>Points of one's own, files, and the slice of the loss surface.</content>
public sealed partial class NetworkTab
{
    private bool? _pen;         // true for orange
    private OwnPoints? _drawn;
    private double _typedX, _typedY;
    private string _pasted = "";
    private string? _note, _csvError, _importError;
    private bool _isCodeShown;
    private LossSlice? _slice;
    private SliceMap? _sliceMap;

    private OwnPoints Own => State.Dataset == NetworkState.OwnName
        ? OwnPoints.Parse(State.Own) ?? OwnPoints.Empty(NetworkPoints.EmptySquare)
        : OwnPoints.Of(_training.Points.All, _training.Points.Square);

    private void TakePen(bool isOrange) => _pen = _pen == isOrange ? null : isOrange;

    private void Touch(double x, double y)
    {
        var points = _drawn ?? Own;
        var square = points.Square;
        _drawn = points.With(square.X + square.Reach * x, square.Y + square.Reach * y, _pen == true);
        _dots = DotPaths.Of(_drawn.ToDataset(), square);
        StateHasChanged();
    }

    private void Lift()
    {
        if (_drawn is { } drawn) UseOwn(drawn, null);
    }

    private void AddTyped()
    {
        var points = Own;
        if (points.Square.Holds(_typedX, _typedY)) UseOwn(points.With(_typedX, _typedY, _pen == true), null);
        else UseOwn(points, $"There is no such place: {points.Square.Described}.");
    }

    private void TakeBack() => UseOwn(Own.WithoutLast(), null);

    private void Clear() => UseOwn(OwnPoints.Empty(Own.Square), null);

    private void UseOwn(OwnPoints points, string? note)
    {
        _drawn = null;
        _note = note;
        _csvError = null;
        Restart(State with { Dataset = NetworkState.OwnName, Own = points.Count > 0 ? points.ToString() : "" });
    }

    private void TakePasted() => TakeCsv(_pasted);

    private async Task TakeCsvFile(InputFileChangeEventArgs change)
    {
        if (await Read(change, PointsCsv.MostBytes) is { } bytes) TakeCsv(Encoding.UTF8.GetString(bytes));
        else _csvError = "The file could not be read.";
    }

    private void TakeCsv(string text)
    {
        try
        {
            var (points, note) = PointsCsv.Read(text);
            UseOwn(points, note);
            Announcer.Say(note);
        }
        catch (FormatException error)
        {
            _csvError = error.Message;
        }
    }

    private async Task Import(InputFileChangeEventArgs change)
    {
        _importError = null;
        try
        {
            byte[] file = await Read(change, NetworkModel.MostBytes + 1) ?? throw new FormatException("the file could not be read.");
            Restart(NetworkModel.Import(file, State));
            Announcer.Say("The model is loaded.");
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            _importError = error.Message;
        }
    }

    /// <summary>Reads the start of a file; null if the browser cannot read it.</summary>
    private static async Task<byte[]?> Read(InputFileChangeEventArgs change, int most)
    {
        try
        {
            using var stream = change.File.OpenReadStream(long.MaxValue);
            byte[] bytes = new byte[Math.Min(most, change.File.Size)];
            await stream.ReadExactlyAsync(bytes);
            return bytes;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or Microsoft.JSInterop.JSException)
        {
            return null;
        }
    }

    private void Export(bool isSafetensors)
    {
        using var file = new MemoryStream();
        if (isSafetensors) _training.Model.SaveSafetensors(file);
        else _training.Model.Save(file);
        NetworkDrawing.SaveFile(isSafetensors ? "model.safetensors" : "model.json", file.ToArray());
    }

    private async Task CopyCode()
    {
        bool isCopied = await Browser.CopyText(NetworkCode.Write(_training));
        Announcer.Say(isCopied ? "The code is copied." : "The code could not be copied.");
    }

    // the work that computes it is about to be replaced
    private void DropUnfinishedSlice()
    {
        if (_slice is { IsComputing: true }) _slice = null;
    }

    private void Slice()
    {
        if (_isTraining)
        {
            Work.Stop();
            Rest();
        }
        while (_maps.IsComputing) _maps.ComputePiece();
        Picture();
        var slice = _slice = new LossSlice(_training);
        _ = Work.Run(
            () =>
            {
                slice.ComputeNext();
                return slice.IsComputing;
            },
            () =>
            {
                _sliceMap?.Refresh();
                if (!slice.IsComputing) Announcer.Say("The loss surface is drawn.");
            });
    }
}
