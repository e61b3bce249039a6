// A camera: opened, watched, and always let go. Every way in which it fails has a word; the panel has the sentence for it.

export class CameraFault extends Error {
  constructor(word) {
    super(word);
    this.word = word; // absent, refused, busy, lost, failed
  }
}

const WORDS = {
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotReadableError: "busy",
  AbortError: "busy",
};

// `lost` is called once when the camera goes away by itself: unplugged, or taken by another program.
export const openCamera = async (video, { width, height, lost }) => {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraFault("refused");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: width }, height: { ideal: height } } });
    video.srcObject = stream;
    await video.play();
  } catch (fault) {
    for (const track of stream?.getTracks() ?? []) track.stop();
    throw new CameraFault(WORDS[fault.name] ?? "failed");
  }
  const [track] = stream.getVideoTracks();
  let open = true;
  const stop = () => {
    open = false;
    for (const each of stream.getTracks()) each.stop();
    video.srcObject = null;
  };
  track.addEventListener("ended", () => {
    if (!open) return;
    stop();
    lost();
  });
  return { stop, track, isOpen: () => open };
};

// The next picture, or nothing once the camera is closed.
export const nextFrame = (video) =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), 2000);
    video.requestVideoFrameCallback(() => {
      clearTimeout(late);
      resolve(true);
    });
  });

// A part of the picture, drawn into a canvas at most `most` pixels wide. The box is in shares of the picture.
export const drawPart = (video, canvas, box, most) => {
  const [x, y, w, h] = [box.x * video.videoWidth, box.y * video.videoHeight, box.w * video.videoWidth, box.h * video.videoHeight];
  const scale = Math.min(1, most / w);
  canvas.width = Math.round(w * scale);
  canvas.height = Math.round(h * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(video, x, y, w, h, 0, 0, canvas.width, canvas.height);
  return pen;
};
